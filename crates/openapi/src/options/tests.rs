use super::*;

#[test]
fn every_choice_can_be_set_by_both_of_its_names() {
    for spec in OPTIONS {
        let mut options = Options::default();
        assert_eq!(options.get(spec.id), spec.default, "{}", spec.id);
        for name in [spec.id, spec.flag, &format!("--{}", spec.flag)] {
            for value in spec.values {
                options.set(name, &value.to_uppercase()).unwrap();
                assert_eq!(options.get(spec.id), *value, "{name}");
            }
        }
    }
}

#[test]
fn a_flag_is_the_id_with_hyphens() {
    for spec in OPTIONS {
        let hyphenated: String = spec
            .id
            .chars()
            .flat_map(|c| if c.is_uppercase() { vec!['-', c.to_ascii_lowercase()] } else { vec![c] })
            .collect();
        assert_eq!(spec.flag, hyphenated);
    }
}

#[test]
fn unknown_choices_and_values_name_what_there_is() {
    let unknown = Options::default().set("folders", "tags").unwrap_err();
    assert_eq!(unknown.code, "unknown_option");
    assert!(unknown.hint.unwrap().contains("folderStrategy"));
    let wrong = Options::default().set("folder-strategy", "flat").unwrap_err();
    insta::assert_snapshot!(format!("{}: {} {}", wrong.code, wrong.message, wrong.hint.unwrap()), @"unknown_option_value: `folderStrategy` cannot be `flat` It can be paths, tags.");
}
