//! Where an item stands in its collection: the folders that lead to it, what it inherits, and whose authorization applies.

use model::{Auth, Collection, Defaults, Folder, Request, Variable};

use crate::chain::{AuthSource, fetching_block, inherited_auth};

/// An item of a collection, or the collection itself, with everything above it.
#[derive(Debug, Clone)]
pub struct Lineage<'a> {
    /// The collection.
    pub collection: &'a Collection,
    /// Folders from the outside inwards; of a folder without itself.
    pub folders: Vec<&'a Folder>,
    /// Which item.
    pub subject: Subject<'a>,
}

/// What has a place in the tree.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The collection itself.
    Collection(&'a Collection),
    /// A folder.
    Folder(&'a Folder),
    /// A request.
    Request(&'a Request),
}

/// The authorization that applies at an item.
#[derive(Debug, Clone, Copy)]
pub struct EffectiveAuth<'a> {
    /// What it is; never `inherit`.
    pub auth: &'a Auth,
    /// Whose it is. Where nobody has one: the collection.
    pub source: Subject<'a>,
}

impl<'a> Subject<'a> {
    /// Its path; empty for the collection.
    pub fn path(self) -> &'a str {
        match self {
            Self::Collection(_) => "",
            Self::Folder(folder) => &folder.path,
            Self::Request(request) => &request.path,
        }
    }

    /// Its name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Collection(collection) => &collection.name,
            Self::Folder(folder) => &folder.name,
            Self::Request(request) => &request.name,
        }
    }

    /// The authorization that it has itself.
    pub fn auth(self) -> &'a Auth {
        match self {
            Self::Collection(collection) => &collection.defaults.auth,
            Self::Folder(folder) => &folder.defaults.auth,
            Self::Request(request) => &request.auth,
        }
    }
}

impl<'a> Lineage<'a> {
    /// The collection itself.
    pub fn of_collection(collection: &'a Collection) -> Self {
        Self { collection, folders: Vec::new(), subject: Subject::Collection(collection) }
    }

    /// Every level that hands something down, the collection first. Of a folder it is the last one itself.
    pub fn parents(&self) -> Vec<&'a Defaults> {
        let folders = self.all_folders().into_iter().map(|folder| &folder.defaults);
        std::iter::once(&self.collection.defaults).chain(folders).collect()
    }

    /// Folders from the outside inwards, with the one that this is.
    pub fn all_folders(&self) -> Vec<&'a Folder> {
        let own = match self.subject {
            Subject::Folder(folder) => Some(folder),
            Subject::Collection(_) | Subject::Request(_) => None,
        };
        self.folders.iter().copied().chain(own).collect()
    }

    /// Variables of the request, if it is one.
    pub fn request_variables(&self) -> &'a [Variable] {
        match self.subject {
            Subject::Request(request) => &request.variables,
            Subject::Collection(_) | Subject::Folder(_) => &[],
        }
    }

    /// The authorization that applies: its own, else that of the innermost level above which does not inherit.
    pub fn effective_auth(&self) -> EffectiveAuth<'a> {
        let parents = self.parents();
        let own = match self.subject {
            Subject::Request(request) => &request.auth,
            Subject::Collection(_) | Subject::Folder(_) => &Auth::Inherit,
        };
        let (auth, source) = inherited_auth(own, &parents);
        let source = match source {
            AuthSource::Request => self.subject,
            AuthSource::Parent(0) => Subject::Collection(self.collection),
            AuthSource::Parent(index) => Subject::Folder(self.all_folders()[index - 1]),
        };
        EffectiveAuth { auth, source }
    }

    /// The authorization that gets a token: the effective one, or where it only names a token, the block above that can fetch it.
    pub fn fetching_auth(&self) -> &'a Auth {
        let auth = self.effective_auth().auth;
        fetching_block(auth, &self.parents()).unwrap_or(auth)
    }
}

#[cfg(test)]
mod tests {
    use model::OAuth2;

    use super::*;

    fn bearer(token: &str) -> Auth {
        Auth::Bearer { token: token.to_owned() }
    }

    fn folder(path: &str, auth: Auth) -> Folder {
        Folder { path: path.to_owned(), defaults: Defaults { auth, ..Defaults::default() }, ..Folder::default() }
    }

    /// Token and path of the source, for a request with this authorization in a collection and two folders with theirs.
    fn applies(own: Auth, root: Auth, outer: Auth, inner: Auth) -> String {
        let collection =
            Collection { defaults: Defaults { auth: root, ..Defaults::default() }, ..Collection::default() };
        let (outer, inner) = (folder("a", outer), folder("a/b", inner));
        let request = Request { path: "a/b/r.yml".to_owned(), auth: own, ..Request::default() };
        let lineage =
            Lineage { collection: &collection, folders: vec![&outer, &inner], subject: Subject::Request(&request) };
        let EffectiveAuth { auth, source } = lineage.effective_auth();
        let folder = Lineage { folders: vec![&outer], subject: Subject::Folder(&inner), ..lineage.clone() };
        let of_folder = folder.effective_auth().source.path().to_owned();
        let token = auth.secrets().first().map_or("-", |(_, token)| *token).to_owned();
        format!("{token} of `{}`; folder: `{of_folder}`", source.path())
    }

    #[test]
    fn the_innermost_authorization_that_does_not_inherit_applies() {
        let inherit = || Auth::Inherit;
        assert_eq!(applies(bearer("own"), bearer("root"), inherit(), inherit()), "own of `a/b/r.yml`; folder: ``");
        assert_eq!(applies(inherit(), bearer("root"), inherit(), inherit()), "root of ``; folder: ``");
        assert_eq!(applies(inherit(), bearer("root"), bearer("outer"), inherit()), "outer of `a`; folder: `a`");
        assert_eq!(applies(inherit(), bearer("root"), inherit(), Auth::None), "- of `a/b`; folder: `a/b`");
        assert_eq!(applies(inherit(), inherit(), inherit(), inherit()), "- of ``; folder: ``");
    }

    #[test]
    fn a_token_that_is_only_named_is_fetched_by_the_block_above_that_can() {
        let block = |url: &str| {
            let (token_name, access_token_url) = ("t".to_owned(), url.to_owned());
            Auth::OAuth2(Box::new(OAuth2 { token_name, access_token_url, ..OAuth2::default() }))
        };
        let defaults = Defaults { auth: block("http://h/t"), ..Defaults::default() };
        let collection = Collection { defaults, ..Collection::default() };
        let request = Request { auth: block(""), ..Request::default() };
        let lineage = Lineage { collection: &collection, folders: Vec::new(), subject: Subject::Request(&request) };
        assert_eq!(*lineage.effective_auth().auth, block(""));
        assert_eq!(*lineage.fetching_auth(), block("http://h/t"));
    }
}
