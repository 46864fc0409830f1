//! A pack, loaded.

use crate::border::{bytes, value};
use crate::fault::Fault;
use crate::later;
use crate::rules::{Rules, moment, text};
use crate::session::Session;
use js_sys::Array;
use qualify_engine::format::{Loaded, decode_rules, decode_texts};
use qualify_engine::{Dossier, Part};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The rules of one publisher with their words in one language.
#[wasm_bindgen]
pub struct Pack {
    rules: Rc<Rules>,
}

/// Reads the bytes of a compiled pack and of its texts.
#[wasm_bindgen]
pub fn open(pack: &JsValue, texts: &JsValue) -> Result<Pack, JsValue> {
    let of = |given: &JsValue, path| {
        let wrong = || Fault::new("not_bytes", path, &format!("{path} must be an ArrayBuffer or a Uint8Array"));
        bytes(given).ok_or_else(wrong)
    };
    let (pack, texts) = (of(pack, "pack")?, of(texts, "texts")?);
    let loaded = decode_rules(&pack).map_err(|error| Fault::pack("pack", error))?;
    let texts = decode_texts(&texts, Part::All, loaded.fingerprint).map_err(|error| Fault::pack("texts", error))?;
    let Loaded { pack, fingerprint } = loaded;
    Ok(Pack { rules: Rc::new(Rules { pack, texts, fingerprint: fingerprint.to_string() }) })
}

impl Pack {
    #[inline(never)]
    fn about(&self, dossier: &JsValue, as_of: &JsValue) -> Result<Session, Fault> {
        Ok(Session::new(Rc::clone(&self.rules), moment(as_of)?, self.rules.dossier(dossier)?))
    }
}

#[wasm_bindgen]
impl Pack {
    /// The pack's name for programs.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        self.rules.pack.key.clone()
    }

    /// The publisher's version of the rules.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.rules.pack.version.clone()
    }

    /// What identifies the rules: equal rules have equal fingerprints.
    #[wasm_bindgen(getter)]
    pub fn fingerprint(&self) -> String {
        self.rules.fingerprint.clone()
    }

    /// The pack's name for people.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.rules.texts.get(self.rules.pack.name).to_owned()
    }

    /// The language of the texts.
    #[wasm_bindgen(getter)]
    pub fn language(&self) -> String {
        self.rules.texts.language.clone()
    }

    /// The keys of all programmes.
    #[wasm_bindgen(getter)]
    pub fn programmes(&self) -> Array {
        self.rules.pack.programmes.iter().map(|it| JsValue::from(it.key.as_str())).collect()
    }

    /// The keys of all fields.
    #[wasm_bindgen(getter)]
    pub fn fields(&self) -> Array {
        self.rules.pack.fields.iter().map(|it| JsValue::from(it.key.as_str())).collect()
    }

    /// What a programme is, in words.
    pub fn programme(&self, key: &JsValue) -> Result<JsValue, JsValue> {
        let id = self.rules.programme(key)?;
        Ok(value(&qualify_exchange::programme(&self.rules.pack, &self.rules.texts, id)))
    }

    /// What a field asks and accepts.
    pub fn field(&self, key: &JsValue) -> Result<JsValue, JsValue> {
        let key = text(key, "field")?;
        let missing = || Fault::new("no_such_field", "field", &format!("there is no field `{key}`"));
        let id = self.rules.pack.field(&key).ok_or_else(missing)?;
        Ok(value(&qualify_exchange::field(&self.rules.pack, &self.rules.texts, id)))
    }

    /// What every programme comes to.
    pub fn assess(&self, dossier: &JsValue, as_of: &JsValue) -> Result<JsValue, JsValue> {
        Ok(self.about(dossier, as_of)?.assess())
    }

    /// What one programme comes to, and why.
    pub fn explain(&self, programme: &JsValue, dossier: &JsValue, as_of: &JsValue) -> Result<JsValue, JsValue> {
        Ok(later::explain(&self.rules, programme, &self.rules.dossier(dossier)?, moment(as_of)?)?)
    }

    /// The question that is expected to settle most; `null` when there is nothing left to ask.
    #[wasm_bindgen(js_name = nextQuestion)]
    pub fn next_question(&self, dossier: &JsValue, as_of: &JsValue) -> Result<JsValue, JsValue> {
        Ok(self.about(dossier, as_of)?.next_question())
    }

    /// Holds the answers about one enterprise, which are then given one at a time; without a dossier there are none yet.
    pub fn session(&self, as_of: &JsValue, dossier: &JsValue) -> Result<Session, JsValue> {
        if dossier.is_undefined() {
            return Ok(Session::new(Rc::clone(&self.rules), moment(as_of)?, Dossier::new()));
        }
        Ok(self.about(dossier, as_of)?)
    }

    /// What would have to change for a programme.
    pub fn nearest(
        &self,
        programme: &JsValue,
        dossier: &JsValue,
        as_of: &JsValue,
        allow: &JsValue,
    ) -> Result<JsValue, JsValue> {
        Ok(later::nearest(&self.rules, programme, &self.rules.dossier(dossier)?, moment(as_of)?, allow)?)
    }

    /// What to apply for where not everything can be had together.
    pub fn plan(&self, dossier: &JsValue, as_of: &JsValue, include: &JsValue) -> Result<JsValue, JsValue> {
        self.about(dossier, as_of)?.plan(include)
    }
}
