//! What only shows something, as plain calls: each compiles to a fraction of what `html!` writes out in its place, and the
//! whole page must fit into its size limit. Components, inputs and listeners are written with `html!`.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VNode, VTag};

/// Text, never read as HTML. A number stays with its unit.
pub fn text(text: &str) -> Html {
    VNode::from(AttrValue::from(together(text)))
}

/// With what the Chinese names of units begin.
const UNITS: &str = "万萬亿億元年月日个個天人平千兆吨噸纳納件套项項条條";

/// With spaces at which no line ends: between a number and its unit (`50 万元`), and behind a currency.
fn together(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (place, part) in text.split(' ').enumerate() {
        if place > 0 {
            // `31 December` too; and a dot between two things stays with the first.
            let is_unit = |it: char| UNITS.contains(it) || it.is_ascii_uppercase();
            let is_number = joined.ends_with(|it: char| it.is_ascii_digit()) && part.starts_with(is_unit);
            joined.push_str(if is_number || part == "·" || joined.ends_with("CNY") { "\u{a0}" } else { " " });
        }
        joined.push_str(part);
    }
    joined
}

/// An element with a class (none where it is empty) and what is in it.
pub fn el(tag: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    let mut node = VTag::new(tag);
    if !class.is_empty() {
        let class = AttributeOrProperty::Attribute(AttrValue::Static(class));
        node.attributes = Attributes::Dynamic { keys: &["class"], values: Box::new([Some(class)]) };
    }
    node.add_children(children);
    node.into()
}

/// An element that holds nothing but a text.
pub fn say(tag: &'static str, class: &'static str, words: &str) -> Html {
    el(tag, class, if words.is_empty() { Vec::new() } else { vec![text(words)] })
}

/// A link within the page.
pub fn link(class: &'static str, href: String, words: &str) -> Html {
    with(say("a", class, words), "href", href)
}

/// The same node with one more attribute.
pub fn with(mut node: Html, name: &'static str, value: String) -> Html {
    if let VNode::VTag(tag) = &mut node
        && let Some(tag) = std::rc::Rc::get_mut(tag)
    {
        tag.add_attribute(name, value);
    }
    node
}

/// The same node with a name among its neighbours.
pub fn keyed(key: String, mut node: Html) -> Html {
    if let VNode::VTag(tag) = &mut node
        && let Some(tag) = std::rc::Rc::get_mut(tag)
    {
        tag.key = Some(Key::from(key));
    }
    node
}

/// Nodes one after the other, without an element around them.
pub fn several(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}

/// A place in a line that is always there, for something that is there only sometimes.
pub fn slot(node: Option<Html>) -> Html {
    el("span", "slot", node.into_iter().collect())
}

/// The same between paragraphs.
pub fn block_slot(node: Option<Html>) -> Html {
    el("div", "slot", node.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn a_number_stays_with_its_unit() {
        assert_eq!(together("最多 50 万元 – 90 万元"), "最多 50\u{a0}万元 – 90\u{a0}万元");
        assert_eq!(together("up to CNY 1,200,000 of 3 loans"), "up to CNY\u{a0}1,200,000 of 3 loans");
        assert_eq!(together("  2 到 3 "), "  2 到 3 ");
        assert_eq!(together("国家 · 1 月 31 日"), "国家\u{a0}· 1\u{a0}月 31\u{a0}日");
        assert_eq!(together("31 December 2026"), "31\u{a0}December 2026");
    }
}
