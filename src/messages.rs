//! The page's own words, one constant a language: a word that is missing in a language does not compile. Words of policies
//! come with the rules. `{name}` marks a place to [`fill`].

mod zh_hans;

pub use zh_hans::ZH_HANS;

/// Puts values into the places of a text.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

macro_rules! messages {
    ($($name:ident)*) => {
        /// All words of the page in one language.
        #[derive(Debug)]
        pub struct Messages { $(pub $name: &'static str,)* }

        impl Messages {
            /// Every word with its name, for tests.
            #[cfg(test)]
            pub fn all(&self) -> Vec<(&'static str, &'static str)> { vec![$((stringify!($name), self.$name),)*] }
        }
    };
}

messages! {
    // Frame
    brand tagline skip nav_label nav_programmes nav_answers nav_findings as_of as_of_not_today self_check error_title list_mark
    quoted unknown_title unknown_text to_start
    // Notices
    notice_label unreadable dropped not_kept dismiss
    // Loading
    failed_title failed_network failed_status failed_not_a_pack failed_format failed_damaged failed_other failed_kept
    failed_todo reload
    // Start
    start_title start_lead start_private start resume resume_count see_programmes kinds_title kind_count kind_open on_today on_that_day
    at_hand_title at_hand start_note
    // What there is
    have_title have_hint go_on results_now back
    // Questions
    unknown_field_title unknown_field exactly roughly roughly_hint from to no_row dont_know dont_know_hint yes no has has_not find why
    why_none why_more echo echo_yuan affects tally tally_label date_hint
    // What was typed
    errors_title error_choose error_empty error_number error_unit error_date error_day error_range error_option error_both_empty
    accepts accepts_money accepts_date
    // Check answers
    answers_title answers_lead change change_of not_given clear clear_confirm closed_only
    ask_next answers_done
    // Findings
    findings_title pack_version answered as_of_label as_of_today as_of_past as_of_error
    now_title now_empty to_answer_title later_title to_confirm_title ended_title out_title items
    nothing_answered answer_first all_met declared all_met_but none_read of_the_kind not_additive seems_missed by_now_met says_fails more_fail fails_values no_item
    unread_holds unread_fails
    answer_this
    // Verdicts, in a word
    qualifies open_verdict unconfirmed fails
    sign_yes sign_ask sign_wait sign_no
    // Availability
    open_until rolling_until opens_on closed_on replaced_by closed_by not_confirmed
    // Amounts
    at_most between depends_on amount_later if_met no_ceiling amount_inferred amount_recalled amount_unpublished
    // Provenance and grades
    seen inferred recalled unpublished grade_a grade_b grade_c grade_d reading read_in there_is
    // Programme
    programme_unknown to_findings conditions_title verdict_col condition_col yours_col source_col declared_mark
    in_principle in_principle_missed items_title applies applies_not formula_title least_of greatest_of or together_sum together_highest
    together_unpublished total_at_most apply_title notes_title document_title document_number issued issuer
    address extent checked not_found readings values_none ceiling_note equals
    // All programmes
    programmes_title programmes_lead
    // Ranges
    at_least no_more_than span
}

#[cfg(test)]
mod tests {
    use super::{ZH_HANS, fill};

    #[test]
    fn places_are_filled_by_name() {
        assert_eq!(fill("共 {n} 项，{n}", &[("n", "3")]), "共 3 项，3");
        assert_eq!(fill("{absent}。", &[]), "。");
        assert_eq!(fill("{n", &[("n", "3")]), "{n", "an open brace is only a brace");
    }

    #[test]
    fn every_word_is_there() {
        for (name, text) in ZH_HANS.all() {
            assert!(!text.trim().is_empty(), "{name}");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{name}");
        }
    }
}
