//! Plain values from and to JavaScript.
//!
//! Read and written by hand: a general deserializer's errors could name a number, and with them the formatting of binary fractions
//! would come along, a quarter of what all this weighs.

use js_sys::{Array, Date, Number, Object, Reflect, Uint8Array};
use qualify_engine::limits;
use qualify_exchange::Tree;
use wasm_bindgen::{JsCast, JsValue};

/// A dossier holds records, rows, answers and the ends of ranges; what lies deeper is no dossier, and may be a circle.
const DEPTH: u32 = 5;
/// One more element than the longest list has, so that it is seen to be too long.
const LENGTH: u32 = limits::ROWS as u32 + 2;

/// What a value of JavaScript says. Whatever it is, nothing is thrown: what is no plain value is [`Tree::Other`].
#[inline(never)]
pub fn tree(value: &JsValue) -> Tree {
    read(value, DEPTH)
}

fn read(value: &JsValue, depth: u32) -> Tree {
    if value.is_null() {
        return Tree::Null;
    }
    if let Some(value) = value.as_bool() {
        return Tree::Bool(value);
    }
    if let Some(number) = value.as_f64() {
        // Beyond, neighbours are the same number.
        #[expect(clippy::cast_possible_truncation, reason = "it is a whole number of at most 53 bits")]
        return if Number::is_safe_integer(value) { Tree::Whole(number as i64) } else { Tree::Other };
    }
    if let Some(text) = value.as_string() {
        return text.into();
    }
    let Some(depth) = depth.checked_sub(1).filter(|_| value.is_object() && !value.has_type::<Date>()) else {
        return Tree::Other;
    };
    let found = if Array::is_array(value) { list(value, depth) } else { object(value, depth) };
    // A getter that throws says nothing.
    found.unwrap_or(Tree::Other)
}

fn list(value: &JsValue, depth: u32) -> Result<Tree, JsValue> {
    let length = Reflect::get(value, &"length".into())?.as_f64().unwrap_or_default();
    let places = (0..LENGTH).take_while(|place| f64::from(*place) < length);
    let list = places.map(|place| Ok(read(&Reflect::get_u32(value, place)?, depth)));
    Ok(Tree::List(list.collect::<Result<_, JsValue>>()?))
}

fn object(value: &JsValue, depth: u32) -> Result<Tree, JsValue> {
    let mut entries = Vec::new();
    for key in Reflect::own_keys(value)? {
        let inner = Reflect::get(value, &key)?;
        // As JSON has it, a key without a value is not there.
        if let Some(name) = key.as_string().filter(|_| !inner.is_undefined()) {
            entries.push((name.into(), read(&inner, depth)));
        }
    }
    Ok(Tree::Object(entries))
}

/// A plain value as one of JavaScript. Whole numbers beyond 2^53 are texts.
pub fn value(tree: &Tree) -> JsValue {
    match tree {
        Tree::Null | Tree::Other => JsValue::NULL,
        Tree::Bool(value) => (*value).into(),
        Tree::Whole(number) => i32::try_from(*number).map_or_else(|_| large(*number), JsValue::from),
        Tree::Text(text) => text.as_ref().into(),
        Tree::List(list) => list.iter().map(value).collect::<Array>().into(),
        Tree::Object(entries) => {
            let object = Object::new();
            for (key, inner) in entries {
                put(&object, key, &value(inner));
            }
            object.into()
        }
    }
}

fn large(number: i64) -> JsValue {
    const SAFE: u64 = 1 << 53;
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what it has room for")]
    if number.unsigned_abs() < SAFE { (number as f64).into() } else { number.to_string().into() }
}

/// Sets a property of an object of ours.
#[inline(never)]
pub fn put(object: &JsValue, key: &str, value: &JsValue) {
    // A plain object takes every property.
    let _ = Reflect::set(object, &key.into(), value);
}

/// The bytes of an `ArrayBuffer` or of a view into one; `None` where it is neither.
#[inline(never)]
pub fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    if let Some(array) = value.dyn_ref::<Uint8Array>() {
        return Some(array.to_vec());
    }
    value.has_type::<js_sys::ArrayBuffer>().then(|| Uint8Array::new(value).to_vec())
}
