//! What is known of the pack while its files are read.

use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::Names;
use crate::places::Places;
use crate::source::{Location, Sources};
use crate::texts::TextTable;
use crate::translations::Translations;
use crate::yaml::Word;
use qualify_engine::Id;
use qualify_engine::expression::Type;
use qualify_engine::pack::{Document, Domain, Field, Kind, Pack, Programme, Reading, Record};
use qualify_engine::relation::Relation;

/// The pack so far, and everything needed to read the next file of it.
pub(crate) struct Builder<'s> {
    pub sources: &'s Sources,
    pub diagnostics: Diagnostics,
    pub pack: Pack,
    pub texts: TextTable,
    pub translations: Translations,
    pub places: Places,
    /// The type of each node of the pack.
    pub node_types: Vec<Type>,
    /// By domain: what the files say of it beside its options.
    pub listed: Vec<Catalogue>,
    pub kinds: Names<Kind>,
    pub records: Names<Record>,
    pub catalogues: Names<Domain>,
    pub fields: Names<Field>,
    pub documents: Names<Document>,
    pub readings: Names<Reading>,
    pub programmes: Names<Programme>,
    pub relations: Names<Relation>,
    /// The older version that a programme says it replaces.
    pub replacements: Vec<(Word, Id<Programme>)>,
}

impl<'s> Builder<'s> {
    /// Nothing yet, of the files in the folder `root`.
    pub(crate) fn new(sources: &'s Sources, root: &str, diagnostics: Diagnostics) -> Self {
        Self {
            sources,
            diagnostics,
            pack: Pack::default(),
            texts: TextTable::new(vec!["zh-Hans".to_owned()]),
            translations: Translations::new(root),
            places: Places::default(),
            node_types: Vec::new(),
            listed: Vec::new(),
            kinds: Names::new("kind"),
            records: Names::new("record"),
            catalogues: Names::new("catalogue"),
            fields: Names::new("field"),
            documents: Names::new("document"),
            readings: Names::new("reading"),
            programmes: Names::new("programme"),
            relations: Names::new("relation"),
            replacements: Vec::new(),
        }
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports an error that needs no further words.
    pub(crate) fn error(&mut self, code: Code, at: Location, message: impl Into<String>) {
        self.report(Diagnostic::error(code, at, message));
    }

    /// The key of a domain, for messages.
    pub(crate) fn domain_key(&self, domain: Id<Domain>) -> &str {
        self.pack.domains.get(domain).map_or("", |domain| &domain.key)
    }
}

impl Builder<'_> {
    /// Where the parts of the pack are written.
    pub(crate) fn places(&mut self) -> Places {
        let fields = self.pack.fields.iter().map(|field| self.fields.place(&field.key)).collect();
        let programmes = self.pack.programmes.iter().map(|it| self.programmes.place(&it.key)).collect();
        Places { nodes: core::mem::take(&mut self.places.nodes), fields, programmes }
    }

    /// The engine's own check of the whole, for limits that no single file exceeds.
    pub(crate) fn check_pack(&mut self) {
        if self.diagnostics.has_errors() {
            return;
        }
        if let Err(error) = self.pack.check() {
            self.report(Diagnostic::everywhere(Code::Limit, error.to_string()));
        }
    }
}
