//! What is folded, and drawn once somebody opens it: on a long page most of what is folded is never looked at.

use crate::nodes::several;
use std::fmt;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Draws what is folded.
type Draw = Rc<dyn Fn() -> Html>;

#[derive(Clone, Properties)]
struct FoldedProps {
    class: &'static str,
    name: Option<&'static str>,
    summary: Html,
    draw: Draw,
}

impl fmt::Debug for FoldedProps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FoldedProps")
    }
}

impl PartialEq for FoldedProps {
    /// What would be drawn is not known before it is.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[component(Folded)]
fn body(props: &FoldedProps) -> Html {
    let is_open = use_state_eq(|| false);
    let inner = if *is_open { (props.draw)() } else { several(Vec::new()) };
    let ontoggle = Callback::from(move |event: Event| {
        is_open.set(event.target_dyn_into::<Element>().is_some_and(|details| details.has_attribute("open")));
    });
    html! { <details class={props.class} name={props.name} {ontoggle}><summary>{ props.summary.clone() }</summary>{ inner }</details> }
}

/// A summary, and what it stands for.
pub fn folded(class: &'static str, summary: Html, draw: impl Fn() -> Html + 'static) -> Html {
    html! { <Folded {class} name={None::<&'static str>} {summary} draw={Rc::new(draw) as Draw} /> }
}

/// The same, of which only one of its name is open.
pub fn only_one(name: &'static str, summary: Html, draw: impl Fn() -> Html + 'static) -> Html {
    html! { <Folded class={name} name={Some(name)} {summary} draw={Rc::new(draw) as Draw} /> }
}
