//! URL line and tables of a request say the same thing twice; after an edit of one the other one follows.

use model::{Param, ParamKind, Request};

/// Which of the two was edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditedSide {
    /// The URL line, or something else.
    Line,
    /// Query rows.
    Rows,
}

/// Brings the other side of `request` into step with the one that was edited. Bytes that did not change stay.
pub fn bring_into_step(request: &mut Request, edited: EditedSide) {
    match edited {
        EditedSide::Line => request.params = files::rows_of_line(&request.url, &request.params),
        EditedSide::Rows => (request.url, request.params) = files::line_of_rows(&request.url, &request.params),
    }
    let (mut rows, known): (Vec<Param>, Vec<Param>) =
        std::mem::take(&mut request.params).into_iter().partition(|row| row.kind == ParamKind::Query);
    let mut names: Vec<&str> = Vec::new();
    for (_, name) in resolve::path_variables(&request.url) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let is_renaming = names.len() == known.len();
    rows.extend(names.iter().enumerate().map(|(at, name)| {
        let same = known.iter().find(|row| row.name == *name);
        // One letter more in the line must not cost the value.
        let renamed = known.get(at).filter(|row| is_renaming && !names.contains(&row.name.as_str()));
        let row = same.or(renamed);
        Param {
            name: (*name).to_owned(),
            value: row.map(|row| row.value.clone()).unwrap_or_default(),
            kind: ParamKind::Path,
            description: row.and_then(|row| row.description.clone()),
            is_enabled: true,
        }
    }));
    request.params = rows;
}

#[cfg(test)]
mod tests;
