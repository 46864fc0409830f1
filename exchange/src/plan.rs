//! A plan: what to apply for.

use crate::names::{counted, doubt, obstacle, verdict};
use crate::tree::{Tree, object};
use crate::values::{availability, sum};
use qualify_engine::pack::Item;
use qualify_engine::plan::{Choice, Doubt, LeftOut, OpenQuestion, Support};
use qualify_engine::relation::Relation;
use qualify_engine::{Id, Pack, Plan, Span, Texts};

/// A plan as a plain value.
#[must_use]
pub fn plan(pack: &Pack, texts: &Texts, plan: &Plan) -> Tree {
    object! {
        "chosen": plan.chosen.iter().map(|it| choice(pack, texts, it)).collect::<Tree>(),
        "left_out": plan.left_out.iter().map(|it| left_out(pack, texts, it)).collect::<Tree>(),
        "total": sum(plan.total), "at_worst": sum(plan.at_worst), "at_best": sum(plan.at_best),
        "questions": plan.questions.iter().map(|it| question(pack, texts, it)).collect::<Tree>(),
        "is_proven": plan.is_proven,
    }
}

fn choice(pack: &Pack, texts: &Texts, choice: &Choice) -> Tree {
    let items: &[Item] = &pack.programmes.at(choice.support.programme).items;
    let keys = |places: &[usize]| -> Tree {
        places.iter().filter_map(|place| items.get(*place)).map(|item| item.key.as_str()).collect()
    };
    let mut value = support(pack, choice.support);
    value.put("verdict", verdict(choice.verdict));
    value.put("forms", keys(&choice.forms));
    value.put("rivals", keys(&choice.rivals));
    value.put("availability", availability(pack, choice.support.programme, choice.availability));
    value.put("amount", choice.worth.map(sum));
    value.put("counted", choice.counted.map(sum));
    value.put("limited_by", choice.limited_by.map(|it| relation(pack, texts, it)));
    value.put("shares", choice.shares.map(|it| relation(pack, texts, it)));
    value
}

fn left_out(pack: &Pack, texts: &Texts, left: &LeftOut) -> Tree {
    let because = pack.relations.at(left.because);
    let mut value = support(pack, left.support);
    value.put("obstacle", obstacle(left.obstacle));
    value.put("because", because.key.as_str());
    value.put("says", texts.get(because.says));
    value.put("displaced_by", left.displaced_by.iter().map(|it| support(pack, *it)).collect::<Tree>());
    value
}

fn question(pack: &Pack, texts: &Texts, question: &OpenQuestion) -> Tree {
    let doubted = |it: Id<Relation>, of: Doubt| {
        let mut value = relation(pack, texts, it);
        value.put("doubt", doubt(of));
        value
    };
    let [low, high] = question.at_stake;
    let mut value = doubted(question.relation, question.doubt);
    value.put("together", question.together.iter().map(|(it, of)| doubted(*it, *of)).collect::<Tree>());
    value.put("otherwise", sum(question.otherwise));
    value.put("at_stake", sum(Span { low, high }));
    value
}

fn relation(pack: &Pack, texts: &Texts, it: Id<Relation>) -> Tree {
    let it = pack.relations.at(it);
    object! { "relation": it.key.as_str(), "says": texts.get(it.says) }
}

fn support(pack: &Pack, support: Support) -> Tree {
    object! { "programme": pack.programmes.at(support.programme).key.as_str(), "subject": counted(support.subject) }
}
