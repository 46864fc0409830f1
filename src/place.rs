//! Where the page lives: the element in a document of its own, or in somebody else's (`web/element.js`), which is left alone then.
//! What it is told from outside stands in attributes of that element. Without an element, as where a page is only written out,
//! nothing is done.

use gloo::events::EventListener;
use gloo::utils::{document, window};
use js_sys::{Reflect, Uint8Array, encode_uri_component};
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

const PACK: &str = "pack/beijing";
/// In somebody else's document the address of the page is an attribute, and this event follows each change of it.
const MOVED: &str = "qualify-moved";
/// The host has written something into the attributes.
const TOLD: &str = "qualify-told";

/// Where a long heading may be broken.
const BREAK: char = '\u{200b}';
/// The page that is gone to was not asked for by the person.
const QUIET: &str = "data-quiet";
/// The rules may be taken as they are kept.
const KEPT: &str = "data-kept";

#[wasm_bindgen]
extern "C" {
    /// The element, where it can tell whether a file is signed.
    type Signing;

    #[wasm_bindgen(method, catch, js_name = isSigned)]
    async fn is_signed(this: &Signing, address: &str, bytes: &Uint8Array) -> Result<JsValue, JsValue>;
}

/// The element, and whether the document around it is somebody else's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    root: Option<Element>,
    is_embedded: bool,
}

impl Place {
    pub fn of(root: Element) -> Self {
        // Said by the script around it: a moment later it may stand nowhere any more.
        let is_embedded = root.has_attribute("data-base");
        Self { root: Some(root), is_embedded }
    }

    /// Whether it lives in no document at all.
    pub fn is_nowhere(&self) -> bool {
        self.root.is_none()
    }

    pub fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// Whether anything may be kept in the browser: in a document of somebody else's, whose scripts can read it too, only where
    /// that asks for it, by a name.
    pub fn may_keep(&self) -> bool {
        !self.is_embedded || self.attribute("data-keep").is_some()
    }

    /// The name of the drawer in which answers are kept.
    pub fn drawer(&self, pack: &str) -> Option<String> {
        let own = self.attribute("data-keep").filter(|_| self.is_embedded).map(|own| own + "/").unwrap_or_default();
        self.may_keep().then(|| format!("qualify/{own}{pack}/answers"))
    }

    /// What it is told from outside.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.root.as_ref()?.get_attribute(name)
    }

    /// What it is told once: it is gone then.
    pub fn take(&self, name: &str) -> Option<String> {
        let told = self.attribute(name)?;
        self.root.as_ref()?.remove_attribute(name).ok()?;
        Some(told)
    }

    /// The words of an attribute.
    pub fn words(&self, name: &str) -> Vec<String> {
        self.attribute(name).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    }

    /// Where a file of the site is.
    pub fn file(&self, path: &str) -> String {
        [self.attribute("data-base").as_deref().unwrap_or_default(), path].concat()
    }

    /// Where the rules are, without the ending: an attribute, so that another publisher needs no other program.
    pub fn pack_address(&self) -> String {
        self.file(self.attribute("data-pack").as_deref().unwrap_or(PACK))
    }

    /// Whether the rules may be taken as they are kept (`web/sw.js`).
    pub fn takes_kept(&self) -> bool {
        self.attribute(KEPT).is_some()
    }

    /// From now on nothing is taken as it is kept; answers whether anything was.
    pub fn leave_kept(&self) -> bool {
        self.take(KEPT).is_some()
    }

    /// The code of what is wrong with the signature of a file, empty where all is well or no signature is asked for
    /// (`web/signed.js`); `None` where that cannot be told.
    pub async fn signature(&self, address: &str, bytes: &[u8]) -> Option<String> {
        if self.attribute("data-key").is_none() {
            return Some(String::new());
        }
        let root: &Signing = self.root.as_ref()?.unchecked_ref();
        root.is_signed(address, &Uint8Array::from(bytes)).await.ok()?.as_string()
    }

    /// Where the second file of the program is: beside the first.
    pub fn second_file(&self) -> String {
        self.attribute("data-wasm").unwrap_or_default().replace("_bg.wasm", "_more.wasm")
    }

    /// The address within the page, with `#`.
    pub fn fragment(&self) -> String {
        if self.is_embedded {
            return self.attribute("data-address").unwrap_or_default();
        }
        window().location().hash().unwrap_or_default()
    }

    /// The address of the page without what is in it: of its own document, also where it lives in somebody else's.
    pub fn address(&self) -> String {
        if self.is_embedded {
            let pack = self.attribute("data-pack").unwrap_or_default();
            let name = pack.rsplit('/').next().filter(|it| !it.is_empty());
            return self.file("index.html")
                + &name
                    .map(|name| "?rules=".to_owned() + &String::from(encode_uri_component(name)))
                    .unwrap_or_default();
        }
        let href = window().location().href().unwrap_or_default();
        href.split('#').next().unwrap_or_default().to_owned()
    }

    /// Goes to a page of ours.
    pub fn go(&self, href: &str) {
        if self.is_embedded {
            self.mark("data-address", href);
            self.tell(MOVED);
        } else {
            let _ = window().location().set_hash(href);
        }
    }

    /// Goes to a page of ours in the place of the present one, so that "back" does not return here.
    pub fn go_instead(&self, href: &str) {
        if self.is_embedded {
            self.go(href);
        } else {
            let _ = window().location().replace(href);
        }
    }

    /// Listens to every change of the address.
    pub fn on_moved(&self, then: impl FnMut(&Event) + 'static) -> Option<EventListener> {
        let root = self.root.as_ref()?;
        Some(if self.is_embedded {
            EventListener::new(root, MOVED, then)
        } else {
            EventListener::new(&window(), "hashchange", then)
        })
    }

    /// Whether the person comes back to a page: by the link that says so, or by the browser's own way, as far as it tells.
    pub fn is_return(&self) -> bool {
        thread_local!(static LAST: Cell<f64> = const { Cell::new(0.0) });
        let path = ["navigation", "currentEntry", "index"];
        let found = path.into_iter().try_fold(window().into(), |of: JsValue, name| Reflect::get(&of, &name.into()));
        let index = found.ok().and_then(|it| it.as_f64()).unwrap_or_default();
        let is_earlier = index < LAST.replace(index) && !self.is_embedded;
        is_earlier || self.find(".back a:focus").is_some()
    }

    /// Listens to the host that has something to tell, where there is one.
    pub fn on_told(&self, then: impl FnMut(&Event) + 'static) -> Option<EventListener> {
        let root = self.root.as_ref().filter(|_| self.is_embedded)?;
        Some(EventListener::new(root, TOLD, then))
    }

    /// Goes to a page as the host wishes: whoever is busy elsewhere in its document stays there.
    pub fn go_quietly(&self, href: &str) {
        self.mark(QUIET, "");
        self.go(href);
    }

    /// Whether the person came to this page, and not only the host; asked once.
    pub fn is_arrival(&self) -> bool {
        !self.is_embedded || self.take(QUIET).is_none()
    }

    /// Loads everything again.
    pub fn reload(&self) {
        if self.is_embedded {
            self.tell("qualify-reload");
        } else {
            let _ = window().location().reload();
        }
    }

    /// Tells the script around the element that something has happened.
    pub fn tell(&self, what: &str) {
        // Not by its name: to a host `Event` may be something else.
        if let (Some(root), Ok(event)) = (&self.root, document().create_event("Event")) {
            event.init_event(what);
            let _ = root.dispatch_event(&event);
        }
    }

    /// Whether the box with this name is ticked.
    pub fn is_ticked(&self, id: &str) -> bool {
        let found = self.find(&["[id='", id, "']"].concat());
        found.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.as_ref()?.query_selector(selector).ok().flatten()
    }

    /// Puts the focus on the first element that fits; answers whether there is one.
    pub fn focus(&self, selector: &str) -> bool {
        let found = self.find(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        found.is_some_and(|element| element.focus().is_ok())
    }

    /// What can be read on the page.
    pub fn text(&self) -> String {
        let main = self.find("main").and_then(|element| element.dyn_into::<HtmlElement>().ok());
        main.map(|main| main.inner_text().replace(BREAK, "")).unwrap_or_default()
    }

    /// To the top, as after loading a page.
    pub fn scroll_to_top(&self) {
        match &self.root {
            Some(_) if !self.is_embedded => window().scroll_to_with_x_and_y(0.0, 0.0),
            // Only where the beginning is out of sight: the rest of the document is not ours.
            Some(root) if root.get_bounding_client_rect().top() < 0.0 => root.scroll_into_view(),
            _ => {}
        }
    }

    /// Writes an attribute of the whole document, or of the element where the document is not ours.
    pub fn mark(&self, name: &str, value: &str) {
        let root = self.root.as_ref().filter(|_| self.is_embedded).cloned();
        if let Some(root) = root.or_else(|| document().document_element()) {
            let _ = root.set_attribute(name, value);
        }
    }

    /// The title of the document, where it is ours.
    pub fn set_title(&self, title: &str) {
        if !self.is_embedded {
            // Where a heading may be broken is nothing for a tab.
            document().set_title(&title.replace(BREAK, ""));
        }
    }
}
