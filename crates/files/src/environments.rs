//! Environments as files: renaming one, taking one away and bringing it back.

use std::fs;
use std::path::{Path, PathBuf};

use model::Environment;

use crate::save::{SaveError, Saved, environment_file, save_environment};
use crate::{atomic, filename, load};

/// Renames the environment of this name in `directory`; its file is renamed with it. `None` when there is none.
///
/// The name inside counts, so a rename that is cut short leaves an environment of the new name in a file of the old one.
pub fn rename_environment(directory: &Path, name: &str, new_name: &str) -> Result<Option<Saved>, SaveError> {
    let Some((path, environment)) = environment_file(directory, name)? else { return Ok(None) };
    let names = load::file_names(directory).map_err(SaveError::reading(directory))?;
    let own = path.file_name().map(|own| own.to_string_lossy().to_lowercase());
    let others = names.iter().map(|name| name.to_lowercase()).filter(|name| Some(name) != own.as_ref());
    let taken: Vec<String> = others.collect();
    let stem = filename::free(new_name, |stem| taken.contains(&format!("{stem}.yml")));
    let renamed = Environment { name: new_name.to_owned(), ..environment };
    let mut saved = crate::save::save_environment_at(&path, &renamed)?;
    let new_path = directory.join(format!("{stem}.yml"));
    if new_path != path {
        fs::rename(&path, &new_path).map_err(SaveError::writing(&new_path))?;
        atomic::sync_folder(directory).map_err(SaveError::writing(directory))?;
        saved.path = new_path;
    }
    Ok(Some(saved))
}

/// The file of the environment of this name in `directory`, to be taken out and kept; `None` when there is none.
pub fn environment_path(directory: &Path, name: &str) -> Result<Option<PathBuf>, SaveError> {
    Ok(environment_file(directory, name)?.map(|(path, _)| path))
}

/// Brings an environment that is kept at `kept` back to `path`, byte for byte. What stands there meanwhile is left alone:
/// `false`.
pub fn restore_environment(kept: &Path, path: &Path) -> Result<bool, SaveError> {
    let bytes = fs::read(kept).map_err(SaveError::reading(kept))?;
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory).map_err(SaveError::writing(directory))?;
    atomic::write_new(path, &bytes).map_err(SaveError::writing(path))
}

/// Saves a copy of the environment of this name under another one. `None` when there is none.
pub fn copy_environment(directory: &Path, name: &str, new_name: &str) -> Result<Option<Saved>, SaveError> {
    let Some((_, environment)) = environment_file(directory, name)? else { return Ok(None) };
    save_environment(directory, &Environment { name: new_name.to_owned(), ..environment }).map(Some)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use model::Variable;

    use super::*;

    fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
        let path = folder.path().join(name);
        #[expect(clippy::disallowed_methods, reason = "what a person or another program wrote")]
        fs::write(&path, text).unwrap();
        path
    }

    fn names(directory: &Path) -> Vec<String> {
        let mut names = load::file_names(directory).unwrap();
        names.sort();
        names
    }

    #[test]
    fn a_renamed_environment_keeps_its_comments_and_gives_its_file_the_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = write(&folder, "staging.yml", "# Ask Ada.\nname: Staging\nvariables:\n  - name: a\n    value: b\n");
        write(&folder, "test.yml", "name: Test\n");
        let saved = rename_environment(folder.path(), "Staging", "Test 2").unwrap().unwrap();
        assert!(!path.exists());
        let text = fs::read_to_string(&saved.path).unwrap();
        assert!(text.starts_with("# Ask Ada.\nname: Test 2\n"), "{text}");
        rename_environment(folder.path(), "Test 2", "TEST").unwrap().unwrap();
        assert_eq!(names(folder.path()), ["TEST 2.yml", "test.yml"]);
        assert_eq!(rename_environment(folder.path(), "gone", "x").unwrap(), None);
    }

    #[test]
    fn a_deleted_environment_comes_back_byte_for_byte() {
        let folder = tempfile::tempdir().unwrap();
        let text = "# Ask Ada.\nname: Staging\n";
        let path = write(&folder, "staging.yml", text);
        let kept = folder.path().join("kept");
        assert_eq!(environment_path(folder.path(), "Staging").unwrap(), Some(path.clone()));
        crate::items::take_out(&path, &kept).unwrap();
        assert!(!path.exists());
        assert!(restore_environment(&kept, &path).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert!(!restore_environment(&kept, &path).unwrap());
        assert_eq!(environment_path(folder.path(), "gone").unwrap(), None);
    }

    #[test]
    fn a_copy_has_the_same_variables() {
        let folder = tempfile::tempdir().unwrap();
        let variables = vec![Variable::text("a", "b")];
        save_environment(folder.path(), &Environment { name: "A".into(), variables, ..Environment::default() })
            .unwrap();
        copy_environment(folder.path(), "A", "A copy").unwrap().unwrap();
        let (_, copy) = environment_file(folder.path(), "A copy").unwrap().unwrap();
        assert_eq!(copy.variables, [Variable::text("a", "b")]);
        assert_eq!(copy_environment(folder.path(), "gone", "x").unwrap(), None);
    }
}
