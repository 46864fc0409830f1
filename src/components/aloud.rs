//! Reading aloud, by the browser's own voice.

use crate::app::Handle;
use crate::browser;
use yew::prelude::*;

/// Reads the page aloud, or stops that; nothing where the browser has no voice.
pub fn button(store: &Handle) -> Html {
    html! { <Aloud store={store.clone()} /> }
}

#[derive(PartialEq, Properties)]
struct Props {
    store: Handle,
}

#[component(Aloud)]
fn aloud(Props { store }: &Props) -> Html {
    let is_reading = use_state_eq(|| false);
    // Without the button nobody could stop it.
    use_effect_with((), |()| browser::hush);
    if !browser::has_voice() {
        return Html::default();
    }
    let words = if *is_reading { store.words.hush() } else { store.words.aloud() };
    let onclick = {
        let (store, is_reading) = (store.clone(), is_reading.clone());
        Callback::from(move |_: MouseEvent| {
            if *is_reading {
                return browser::hush();
            }
            let done = is_reading.setter();
            is_reading.set(true);
            browser::read_aloud(&store.place.text(), &store.words.language, Box::new(move || done.set(false)));
        })
    };
    html! { <button type="button" class="plain-btn" {onclick}>{ words }</button> }
}
