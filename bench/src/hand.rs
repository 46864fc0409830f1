//! The rules by hand. Written by ../translate.mjs; do not edit.

#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct Profile {
    pub employees: i64,
    pub regular_employees: i64,
    pub capital: i64,
    pub revenue: i64,
    pub revenue_prev: i64,
    pub revenue_drop_pct: i64,
    pub operating_profit: i64,
    pub planned_cost: i64,
    pub equipment_cost: i64,
    pub it_cost: i64,
    pub training_cost: i64,
    pub avg_wage: i64,
    pub wage_increase_pct: i64,
    pub ceo_age: i64,
    pub export_ratio_pct: i64,
    pub female_ratio_pct: i64,
    pub overtime_hours: i64,
    pub rnd_ratio_pct: i64,
    pub offices: i64,
    pub debt_ratio_pct: i64,
    pub founded_on: i32,
    pub apply_on: i32,
    pub start_on: i32,
    pub last_award_on: i32,
    pub prefecture: u8,
    pub industry: u8,
    pub legal_form: u8,
    pub size_class: u8,
    pub energy_plan: u8,
    pub cert_level: u8,
    pub region_class: u8,
    pub stage: u8,
    pub has_gbiz_id: bool,
    pub tax_arrears: bool,
    pub excluded_sector: bool,
    pub invoice_registered: bool,
    pub has_bcp: bool,
    pub employs_disabled: bool,
    pub in_disaster_area: bool,
    pub labour_agreement: bool,
}

pub fn set_at(p: &mut Profile, k: usize, i: i64) {
    match k {
        0 => p.employees = i as i64,
        1 => p.regular_employees = i as i64,
        2 => p.capital = i as i64,
        3 => p.revenue = i as i64,
        4 => p.revenue_prev = i as i64,
        5 => p.revenue_drop_pct = i as i64,
        6 => p.operating_profit = i as i64,
        7 => p.planned_cost = i as i64,
        8 => p.equipment_cost = i as i64,
        9 => p.it_cost = i as i64,
        10 => p.training_cost = i as i64,
        11 => p.avg_wage = i as i64,
        12 => p.wage_increase_pct = i as i64,
        13 => p.ceo_age = i as i64,
        14 => p.export_ratio_pct = i as i64,
        15 => p.female_ratio_pct = i as i64,
        16 => p.overtime_hours = i as i64,
        17 => p.rnd_ratio_pct = i as i64,
        18 => p.offices = i as i64,
        19 => p.debt_ratio_pct = i as i64,
        20 => p.prefecture = i as u8,
        21 => p.industry = i as u8,
        22 => p.legal_form = i as u8,
        23 => p.size_class = i as u8,
        24 => p.energy_plan = i as u8,
        25 => p.cert_level = i as u8,
        26 => p.region_class = i as u8,
        27 => p.stage = i as u8,
        28 => p.founded_on = i as i32,
        29 => p.apply_on = i as i32,
        30 => p.start_on = i as i32,
        31 => p.last_award_on = i as i32,
        32 => p.has_gbiz_id = i != 0,
        33 => p.tax_arrears = i != 0,
        34 => p.excluded_sector = i != 0,
        35 => p.invoice_registered = i != 0,
        36 => p.has_bcp = i != 0,
        37 => p.employs_disabled = i != 0,
        38 => p.in_disaster_area = i != 0,
        39 => p.labour_agreement = i != 0,
        _ => {}
    }
}

pub const FIELDS: [&str; 40] = ["employees", "regular_employees", "capital", "revenue", "revenue_prev", "revenue_drop_pct", "operating_profit", "planned_cost", "equipment_cost", "it_cost", "training_cost", "avg_wage", "wage_increase_pct", "ceo_age", "export_ratio_pct", "female_ratio_pct", "overtime_hours", "rnd_ratio_pct", "offices", "debt_ratio_pct", "prefecture", "industry", "legal_form", "size_class", "energy_plan", "cert_level", "region_class", "stage", "founded_on", "apply_on", "start_on", "last_award_on", "has_gbiz_id", "tax_arrears", "excluded_sector", "invoice_registered", "has_bcp", "employs_disabled", "in_disaster_area", "labour_agreement"];

#[inline]
pub fn rule_0(p: &Profile) -> i64 {
    if (!((p.training_cost < 234000) && (0x18u64 >> p.energy_plan & 1 == 1)) && (p.planned_cost >= 751000) && (0xfu64 >> p.cert_level & 1 == 1) && (p.export_ratio_pct <= 60) && (!p.in_disaster_area || (p.wage_increase_pct > 5))) { (p.planned_cost * 1 / 4).min(7403000) } else { -1 }
}
#[inline]
pub fn rule_1(p: &Profile) -> i64 {
    if ((p.overtime_hours <= 72) && ((p.start_on >= 20814) || (0x1du64 >> p.region_class & 1 == 1)) && p.invoice_registered && (0xbffbau64 >> p.industry & 1 == 1) && (p.apply_on >= 20622)) { (p.equipment_cost * 2 / 4).min(3420000) } else { -1 }
}
#[inline]
pub fn rule_2(p: &Profile) -> i64 {
    if (!p.employs_disabled && (p.ceo_age <= 72) && (p.invoice_registered || (0x15u64 >> p.energy_plan & 1 == 1)) && (p.apply_on >= 20622) && !((p.it_cost > 1616000) && !p.invoice_registered) && (0x7ffffcedcb2fu64 >> p.prefecture & 1 == 1) && ((p.founded_on <= 9654) || (p.overtime_hours < 49))) { (p.equipment_cost * 2 / 4).min(11878000) } else { -1 }
}
#[inline]
pub fn rule_3(p: &Profile) -> i64 {
    if (((0xe2ee8u64 >> p.industry & 1 == 1) || (p.overtime_hours < 49)) && (p.start_on <= 20988) && ((p.rnd_ratio_pct < 14) || (p.capital <= 23904000)) && !p.has_bcp && !((p.wage_increase_pct <= 5) && p.in_disaster_area) && (p.revenue <= 925812000)) { (p.equipment_cost * 1 / 4).min(2149000) } else { -1 }
}
#[inline]
pub fn rule_4(p: &Profile) -> i64 {
    if ((p.it_cost > 169000) && ((0xe315eu64 >> p.industry & 1 == 1) || !p.has_bcp) && ((p.rnd_ratio_pct < 14) || (0xau64 >> p.size_class & 1 == 1)) && (p.rnd_ratio_pct <= 19) && !((p.rnd_ratio_pct <= 10) && p.employs_disabled) && p.has_gbiz_id) { (p.planned_cost * 2 / 4).min(5210000) } else { -1 }
}
#[inline]
pub fn rule_5(p: &Profile) -> i64 {
    if (((0x47u64 >> p.region_class & 1 == 1) || (p.female_ratio_pct >= 44)) && (0x17u64 >> p.cert_level & 1 == 1) && (p.debt_ratio_pct >= 32) && ((p.female_ratio_pct <= 54) || (p.equipment_cost <= 3334000) || (p.start_on >= 20814)) && (p.planned_cost > 751000)) { (p.equipment_cost * 1 / 4).min(916000) } else { -1 }
}
#[inline]
pub fn rule_6(p: &Profile) -> i64 {
    if (!((p.avg_wage < 1579) && !p.invoice_registered) && ((0x3au64 >> p.region_class & 1 == 1) || (p.operating_profit <= 35013)) && !p.has_bcp && (p.debt_ratio_pct >= 32) && (p.start_on >= 20695) && (0x3bu64 >> p.legal_form & 1 == 1) && ((p.capital > 11740000) || (0x79c9bad6681bu64 >> p.prefecture & 1 == 1))) { (p.training_cost * 1 / 4).min(469000) } else { -1 }
}
#[inline]
pub fn rule_7(p: &Profile) -> i64 {
    if (!p.excluded_sector && (p.apply_on >= 20622) && ((p.last_award_on >= 18362) || (p.start_on <= 20870)) && (0x7u64 >> p.size_class & 1 == 1) && (p.female_ratio_pct < 78)) { (p.planned_cost * 1 / 4).min(14670000) } else { -1 }
}
#[inline]
pub fn rule_8(p: &Profile) -> i64 {
    if (!p.employs_disabled && !((p.revenue > 244122000) && p.in_disaster_area) && (p.apply_on >= 20622) && (p.planned_cost >= 751000) && (p.export_ratio_pct < 60) && (!p.tax_arrears || (0xbu64 >> p.cert_level & 1 == 1)) && ((p.female_ratio_pct >= 44) || !p.in_disaster_area)) { (p.training_cost * 1 / 4).min(8997000) } else { -1 }
}
#[inline]
pub fn rule_9(p: &Profile) -> i64 {
    if (!((p.revenue_drop_pct >= 26) && p.excluded_sector) && (p.rnd_ratio_pct >= 5) && ((p.founded_on <= 9654) || (p.capital >= 11740000) || (p.revenue_prev > 80096000)) && !p.in_disaster_area && (p.revenue_prev < 917966000)) { (p.it_cost * 1 / 4).min(4088000) } else { -1 }
}
#[inline]
pub fn rule_10(p: &Profile) -> i64 {
    if ((p.revenue <= 925812000) && (p.apply_on <= 20836) && (0x1bu64 >> p.energy_plan & 1 == 1) && (p.ceo_age <= 72) && (p.labour_agreement || !p.employs_disabled || (p.start_on >= 20814))) { (p.it_cost * 1 / 4).min(2867000) } else { -1 }
}
#[inline]
pub fn rule_11(p: &Profile) -> i64 {
    if (((p.export_ratio_pct <= 41) || (p.apply_on <= 20748)) && !p.has_bcp && (p.female_ratio_pct >= 21) && (0x79u64 >> p.region_class & 1 == 1) && (p.last_award_on >= 17439) && ((0x4bu64 >> p.region_class & 1 == 1) || (p.revenue_prev < 159467000) || (0x34u64 >> p.legal_form & 1 == 1))) { (p.training_cost * 3 / 4).min(638000) } else { -1 }
}
#[inline]
pub fn rule_12(p: &Profile) -> i64 {
    if ((p.revenue_drop_pct <= 46) && (0x1du64 >> p.energy_plan & 1 == 1) && (p.last_award_on >= 17439) && ((0x5u64 >> p.size_class & 1 == 1) || (p.last_award_on <= 18750) || (p.last_award_on >= 18362)) && !p.tax_arrears) { (p.it_cost * 3 / 4).min(797000) } else { -1 }
}
#[inline]
pub fn rule_13(p: &Profile) -> i64 {
    if (!((p.revenue < 52530000) && p.has_bcp) && (p.rnd_ratio_pct <= 19) && (p.founded_on >= 2002) && (p.revenue_prev < 917966000) && p.labour_agreement && ((p.last_award_on <= 18750) || p.invoice_registered) && ((p.avg_wage > 1680) || (p.equipment_cost >= 1727000) || !p.in_disaster_area)) { (p.equipment_cost * 1 / 4).min(8546000) } else { -1 }
}
#[inline]
pub fn rule_14(p: &Profile) -> i64 {
    if ((p.female_ratio_pct > 21) && (p.labour_agreement || (p.wage_increase_pct < 7) || (p.start_on >= 20814)) && ((0x19u64 >> p.stage & 1 == 1) || (p.revenue_prev < 159467000) || (p.founded_on >= 7043)) && (p.wage_increase_pct > 3) && p.has_gbiz_id && !((p.ceo_age > 60) && (0xcu64 >> p.energy_plan & 1 == 1))) { (p.it_cost * 3 / 4).min(6470000) } else { -1 }
}
#[inline]
pub fn rule_15(p: &Profile) -> i64 {
    if ((p.revenue > 11101000) && !((p.capital <= 8664000) && (0x16u64 >> p.region_class & 1 == 1)) && (0x17u64 >> p.cert_level & 1 == 1) && ((0x41fd9u64 >> p.industry & 1 == 1) || !p.excluded_sector || (p.revenue > 78661000)) && (p.last_award_on >= 17439) && (p.training_cost >= 72000)) { (p.it_cost * 3 / 4).min(4462000) } else { -1 }
}
#[inline]
pub fn rule_16(p: &Profile) -> i64 {
    if ((p.last_award_on >= 17439) && (!p.in_disaster_area || (p.ceo_age < 56) || (0x36u64 >> p.region_class & 1 == 1)) && ((p.ceo_age > 49) || p.labour_agreement) && (p.overtime_hours > 19) && (0x3eu64 >> p.region_class & 1 == 1) && !p.in_disaster_area) { (p.it_cost * 3 / 4).min(5709000) } else { -1 }
}
#[inline]
pub fn rule_17(p: &Profile) -> i64 {
    if (p.has_gbiz_id && (p.founded_on >= 2002) && (!p.has_bcp || (0x6u64 >> p.size_class & 1 == 1)) && (0x17u64 >> p.cert_level & 1 == 1) && !((p.offices <= 5) && p.has_bcp)) { (p.equipment_cost * 2 / 4).min(16060000) } else { -1 }
}
#[inline]
pub fn rule_18(p: &Profile) -> i64 {
    if (p.has_gbiz_id && (p.start_on <= 20988) && (!p.has_bcp || !p.excluded_sector) && !((p.revenue_drop_pct < 4) && (0x18u64 >> p.energy_plan & 1 == 1)) && (p.revenue_prev > 16143000)) { (p.it_cost * 1 / 4).min(1161000) } else { -1 }
}
#[inline]
pub fn rule_19(p: &Profile) -> i64 {
    if (!p.excluded_sector && (!p.employs_disabled || (p.equipment_cost >= 1727000) || !p.has_bcp) && (p.equipment_cost >= 366000) && (0x37u64 >> p.stage & 1 == 1) && !((p.revenue_drop_pct > 26) && p.tax_arrears) && (p.it_cost <= 5005000)) { (p.it_cost * 2 / 4).min(7455000) } else { -1 }
}
#[inline]
pub fn rule_20(p: &Profile) -> i64 {
    if (((p.equipment_cost >= 1727000) || (0xbu64 >> p.energy_plan & 1 == 1)) && ((p.planned_cost > 3157000) || (0x48b767b31ed4u64 >> p.prefecture & 1 == 1) || !p.tax_arrears) && (p.last_award_on <= 19778) && (p.wage_increase_pct >= 3) && (p.overtime_hours <= 72) && !((p.equipment_cost < 1190000) && (0x2ca4au64 >> p.industry & 1 == 1)) && (0x17u64 >> p.energy_plan & 1 == 1)) { (p.training_cost * 2 / 4).min(441000) } else { -1 }
}
#[inline]
pub fn rule_21(p: &Profile) -> i64 {
    if (((p.founded_on >= 7043) || (0xcu64 >> p.size_class & 1 == 1)) && (0x7feb77ff59ddu64 >> p.prefecture & 1 == 1) && !p.excluded_sector && (p.start_on >= 20695) && ((p.last_award_on <= 18750) || (0x16u64 >> p.energy_plan & 1 == 1)) && (p.operating_profit < 58560)) { (p.equipment_cost * 3 / 4).min(411000) } else { -1 }
}
#[inline]
pub fn rule_22(p: &Profile) -> i64 {
    if ((p.founded_on >= 2002) && (0x1du64 >> p.cert_level & 1 == 1) && ((p.apply_on <= 20748) || (p.employees < 32)) && !p.in_disaster_area && (p.overtime_hours <= 72)) { (p.training_cost * 1 / 4).min(1507000) } else { -1 }
}
#[inline]
pub fn rule_23(p: &Profile) -> i64 {
    if ((p.revenue_prev < 917966000) && ((0x15u64 >> p.energy_plan & 1 == 1) || (p.capital >= 11740000) || (0x34u64 >> p.stage & 1 == 1)) && p.labour_agreement && (p.operating_profit <= 58560) && (p.founded_on <= 15572)) { (p.equipment_cost * 3 / 4).min(680000) } else { -1 }
}
#[inline]
pub fn rule_24(p: &Profile) -> i64 {
    if ((!p.tax_arrears || p.labour_agreement) && !((p.it_cost > 1616000) && (0x70a224a26a4du64 >> p.prefecture & 1 == 1)) && (0xdefdeu64 >> p.industry & 1 == 1) && ((p.capital >= 11740000) || (0xcu64 >> p.size_class & 1 == 1)) && (p.export_ratio_pct < 60) && (p.revenue <= 925812000) && p.labour_agreement) { (p.it_cost * 1 / 4).min(9632000) } else { -1 }
}
#[inline]
pub fn rule_25(p: &Profile) -> i64 {
    if ((p.ceo_age > 35) && (p.overtime_hours <= 72) && (0x3bu64 >> p.legal_form & 1 == 1) && ((p.it_cost < 1265000) || !p.has_bcp) && (p.founded_on <= 15572)) { (p.training_cost * 1 / 4).min(16687000) } else { -1 }
}
#[inline]
pub fn rule_26(p: &Profile) -> i64 {
    if ((p.export_ratio_pct >= 15) && !p.excluded_sector && (0x1fu64 >> p.stage & 1 == 1) && (p.apply_on <= 20836) && (!p.excluded_sector || (0x3au64 >> p.region_class & 1 == 1))) { (p.it_cost * 1 / 4).min(829000) } else { -1 }
}
#[inline]
pub fn rule_27(p: &Profile) -> i64 {
    if (((p.ceo_age <= 56) || p.labour_agreement || (p.apply_on <= 20748)) && (p.apply_on <= 20836) && !((p.revenue_drop_pct >= 26) && (0x9u64 >> p.size_class & 1 == 1)) && p.has_gbiz_id && (0x1bu64 >> p.energy_plan & 1 == 1)) { (p.it_cost * 2 / 4).min(2011000) } else { -1 }
}
#[inline]
pub fn rule_28(p: &Profile) -> i64 {
    if ((p.operating_profit < 58560) && ((p.revenue_drop_pct < 21) || (p.avg_wage >= 1680)) && (p.last_award_on >= 17439) && ((p.ceo_age < 56) || (p.training_cost < 603000)) && p.labour_agreement && !((p.wage_increase_pct <= 5) && !p.invoice_registered)) { (p.equipment_cost * 3 / 4).min(1272000) } else { -1 }
}
#[inline]
pub fn rule_29(p: &Profile) -> i64 {
    if ((!p.excluded_sector || (0xfcb0au64 >> p.industry & 1 == 1)) && (!p.employs_disabled || (0x3u64 >> p.size_class & 1 == 1) || p.invoice_registered) && (p.ceo_age > 35) && !((p.offices >= 7) && p.tax_arrears) && !p.in_disaster_area && (p.female_ratio_pct <= 78)) { (p.it_cost * 2 / 4).min(4864000) } else { -1 }
}

#[inline(never)]
pub fn all(p: &Profile, out: &mut [i64; 30]) {
    out[0] = rule_0(p);
    out[1] = rule_1(p);
    out[2] = rule_2(p);
    out[3] = rule_3(p);
    out[4] = rule_4(p);
    out[5] = rule_5(p);
    out[6] = rule_6(p);
    out[7] = rule_7(p);
    out[8] = rule_8(p);
    out[9] = rule_9(p);
    out[10] = rule_10(p);
    out[11] = rule_11(p);
    out[12] = rule_12(p);
    out[13] = rule_13(p);
    out[14] = rule_14(p);
    out[15] = rule_15(p);
    out[16] = rule_16(p);
    out[17] = rule_17(p);
    out[18] = rule_18(p);
    out[19] = rule_19(p);
    out[20] = rule_20(p);
    out[21] = rule_21(p);
    out[22] = rule_22(p);
    out[23] = rule_23(p);
    out[24] = rule_24(p);
    out[25] = rule_25(p);
    out[26] = rule_26(p);
    out[27] = rule_27(p);
    out[28] = rule_28(p);
    out[29] = rule_29(p);
}

/// 0 = false, 1 = true, 2 = unknown
#[inline(always)] pub fn and3(a: u8, b: u8) -> u8 { if a == 0 || b == 0 { 0 } else { a.max(b) } }
#[inline(always)] pub fn or3(a: u8, b: u8) -> u8 { if a == 1 || b == 1 { 1 } else { a.max(b) } }
#[inline(always)] pub fn not3(a: u8) -> u8 { if a == 2 { 2 } else { 1 - a } }
#[inline(always)] pub fn leaf(known: u64, bit: u32, v: bool, log: &mut [u8; LEAVES], i: usize) -> u8 { let r = if known >> bit & 1 == 1 { v as u8 } else { 2 }; log[i] = r; r }

pub const LEAVES: usize = 250;
#[inline(never)]
pub fn all3(p: &Profile, known: u64, out: &mut [u8; 30], amt: &mut [i64; 30], log: &mut [u8; LEAVES]) {
    out[0] = and3(and3(and3(and3(not3(and3(leaf(known, 10, (p.training_cost < 234000), log, 0), leaf(known, 24, (0x18u64 >> p.energy_plan & 1 == 1), log, 1))), leaf(known, 7, (p.planned_cost >= 751000), log, 2)), leaf(known, 25, (0xfu64 >> p.cert_level & 1 == 1), log, 3)), leaf(known, 14, (p.export_ratio_pct <= 60), log, 4)), or3(not3(leaf(known, 38, p.in_disaster_area, log, 5)), leaf(known, 12, (p.wage_increase_pct > 5), log, 6)));
    amt[0] = (p.planned_cost * 1 / 4).min(7403000);
    out[1] = and3(and3(and3(and3(leaf(known, 16, (p.overtime_hours <= 72), log, 7), or3(leaf(known, 30, (p.start_on >= 20814), log, 8), leaf(known, 26, (0x1du64 >> p.region_class & 1 == 1), log, 9))), leaf(known, 35, p.invoice_registered, log, 10)), leaf(known, 21, (0xbffbau64 >> p.industry & 1 == 1), log, 11)), leaf(known, 29, (p.apply_on >= 20622), log, 12));
    amt[1] = (p.equipment_cost * 2 / 4).min(3420000);
    out[2] = and3(and3(and3(and3(and3(and3(not3(leaf(known, 37, p.employs_disabled, log, 13)), leaf(known, 13, (p.ceo_age <= 72), log, 14)), or3(leaf(known, 35, p.invoice_registered, log, 15), leaf(known, 24, (0x15u64 >> p.energy_plan & 1 == 1), log, 16))), leaf(known, 29, (p.apply_on >= 20622), log, 17)), not3(and3(leaf(known, 9, (p.it_cost > 1616000), log, 18), not3(leaf(known, 35, p.invoice_registered, log, 19))))), leaf(known, 20, (0x7ffffcedcb2fu64 >> p.prefecture & 1 == 1), log, 20)), or3(leaf(known, 28, (p.founded_on <= 9654), log, 21), leaf(known, 16, (p.overtime_hours < 49), log, 22)));
    amt[2] = (p.equipment_cost * 2 / 4).min(11878000);
    out[3] = and3(and3(and3(and3(and3(or3(leaf(known, 21, (0xe2ee8u64 >> p.industry & 1 == 1), log, 23), leaf(known, 16, (p.overtime_hours < 49), log, 24)), leaf(known, 30, (p.start_on <= 20988), log, 25)), or3(leaf(known, 17, (p.rnd_ratio_pct < 14), log, 26), leaf(known, 2, (p.capital <= 23904000), log, 27))), not3(leaf(known, 36, p.has_bcp, log, 28))), not3(and3(leaf(known, 12, (p.wage_increase_pct <= 5), log, 29), leaf(known, 38, p.in_disaster_area, log, 30)))), leaf(known, 3, (p.revenue <= 925812000), log, 31));
    amt[3] = (p.equipment_cost * 1 / 4).min(2149000);
    out[4] = and3(and3(and3(and3(and3(leaf(known, 9, (p.it_cost > 169000), log, 32), or3(leaf(known, 21, (0xe315eu64 >> p.industry & 1 == 1), log, 33), not3(leaf(known, 36, p.has_bcp, log, 34)))), or3(leaf(known, 17, (p.rnd_ratio_pct < 14), log, 35), leaf(known, 23, (0xau64 >> p.size_class & 1 == 1), log, 36))), leaf(known, 17, (p.rnd_ratio_pct <= 19), log, 37)), not3(and3(leaf(known, 17, (p.rnd_ratio_pct <= 10), log, 38), leaf(known, 37, p.employs_disabled, log, 39)))), leaf(known, 32, p.has_gbiz_id, log, 40));
    amt[4] = (p.planned_cost * 2 / 4).min(5210000);
    out[5] = and3(and3(and3(and3(or3(leaf(known, 26, (0x47u64 >> p.region_class & 1 == 1), log, 41), leaf(known, 15, (p.female_ratio_pct >= 44), log, 42)), leaf(known, 25, (0x17u64 >> p.cert_level & 1 == 1), log, 43)), leaf(known, 19, (p.debt_ratio_pct >= 32), log, 44)), or3(or3(leaf(known, 15, (p.female_ratio_pct <= 54), log, 45), leaf(known, 8, (p.equipment_cost <= 3334000), log, 46)), leaf(known, 30, (p.start_on >= 20814), log, 47))), leaf(known, 7, (p.planned_cost > 751000), log, 48));
    amt[5] = (p.equipment_cost * 1 / 4).min(916000);
    out[6] = and3(and3(and3(and3(and3(and3(not3(and3(leaf(known, 11, (p.avg_wage < 1579), log, 49), not3(leaf(known, 35, p.invoice_registered, log, 50)))), or3(leaf(known, 26, (0x3au64 >> p.region_class & 1 == 1), log, 51), leaf(known, 6, (p.operating_profit <= 35013), log, 52))), not3(leaf(known, 36, p.has_bcp, log, 53))), leaf(known, 19, (p.debt_ratio_pct >= 32), log, 54)), leaf(known, 30, (p.start_on >= 20695), log, 55)), leaf(known, 22, (0x3bu64 >> p.legal_form & 1 == 1), log, 56)), or3(leaf(known, 2, (p.capital > 11740000), log, 57), leaf(known, 20, (0x79c9bad6681bu64 >> p.prefecture & 1 == 1), log, 58)));
    amt[6] = (p.training_cost * 1 / 4).min(469000);
    out[7] = and3(and3(and3(and3(not3(leaf(known, 34, p.excluded_sector, log, 59)), leaf(known, 29, (p.apply_on >= 20622), log, 60)), or3(leaf(known, 31, (p.last_award_on >= 18362), log, 61), leaf(known, 30, (p.start_on <= 20870), log, 62))), leaf(known, 23, (0x7u64 >> p.size_class & 1 == 1), log, 63)), leaf(known, 15, (p.female_ratio_pct < 78), log, 64));
    amt[7] = (p.planned_cost * 1 / 4).min(14670000);
    out[8] = and3(and3(and3(and3(and3(and3(not3(leaf(known, 37, p.employs_disabled, log, 65)), not3(and3(leaf(known, 3, (p.revenue > 244122000), log, 66), leaf(known, 38, p.in_disaster_area, log, 67)))), leaf(known, 29, (p.apply_on >= 20622), log, 68)), leaf(known, 7, (p.planned_cost >= 751000), log, 69)), leaf(known, 14, (p.export_ratio_pct < 60), log, 70)), or3(not3(leaf(known, 33, p.tax_arrears, log, 71)), leaf(known, 25, (0xbu64 >> p.cert_level & 1 == 1), log, 72))), or3(leaf(known, 15, (p.female_ratio_pct >= 44), log, 73), not3(leaf(known, 38, p.in_disaster_area, log, 74))));
    amt[8] = (p.training_cost * 1 / 4).min(8997000);
    out[9] = and3(and3(and3(and3(not3(and3(leaf(known, 5, (p.revenue_drop_pct >= 26), log, 75), leaf(known, 34, p.excluded_sector, log, 76))), leaf(known, 17, (p.rnd_ratio_pct >= 5), log, 77)), or3(or3(leaf(known, 28, (p.founded_on <= 9654), log, 78), leaf(known, 2, (p.capital >= 11740000), log, 79)), leaf(known, 4, (p.revenue_prev > 80096000), log, 80))), not3(leaf(known, 38, p.in_disaster_area, log, 81))), leaf(known, 4, (p.revenue_prev < 917966000), log, 82));
    amt[9] = (p.it_cost * 1 / 4).min(4088000);
    out[10] = and3(and3(and3(and3(leaf(known, 3, (p.revenue <= 925812000), log, 83), leaf(known, 29, (p.apply_on <= 20836), log, 84)), leaf(known, 24, (0x1bu64 >> p.energy_plan & 1 == 1), log, 85)), leaf(known, 13, (p.ceo_age <= 72), log, 86)), or3(or3(leaf(known, 39, p.labour_agreement, log, 87), not3(leaf(known, 37, p.employs_disabled, log, 88))), leaf(known, 30, (p.start_on >= 20814), log, 89)));
    amt[10] = (p.it_cost * 1 / 4).min(2867000);
    out[11] = and3(and3(and3(and3(and3(or3(leaf(known, 14, (p.export_ratio_pct <= 41), log, 90), leaf(known, 29, (p.apply_on <= 20748), log, 91)), not3(leaf(known, 36, p.has_bcp, log, 92))), leaf(known, 15, (p.female_ratio_pct >= 21), log, 93)), leaf(known, 26, (0x79u64 >> p.region_class & 1 == 1), log, 94)), leaf(known, 31, (p.last_award_on >= 17439), log, 95)), or3(or3(leaf(known, 26, (0x4bu64 >> p.region_class & 1 == 1), log, 96), leaf(known, 4, (p.revenue_prev < 159467000), log, 97)), leaf(known, 22, (0x34u64 >> p.legal_form & 1 == 1), log, 98)));
    amt[11] = (p.training_cost * 3 / 4).min(638000);
    out[12] = and3(and3(and3(and3(leaf(known, 5, (p.revenue_drop_pct <= 46), log, 99), leaf(known, 24, (0x1du64 >> p.energy_plan & 1 == 1), log, 100)), leaf(known, 31, (p.last_award_on >= 17439), log, 101)), or3(or3(leaf(known, 23, (0x5u64 >> p.size_class & 1 == 1), log, 102), leaf(known, 31, (p.last_award_on <= 18750), log, 103)), leaf(known, 31, (p.last_award_on >= 18362), log, 104))), not3(leaf(known, 33, p.tax_arrears, log, 105)));
    amt[12] = (p.it_cost * 3 / 4).min(797000);
    out[13] = and3(and3(and3(and3(and3(and3(not3(and3(leaf(known, 3, (p.revenue < 52530000), log, 106), leaf(known, 36, p.has_bcp, log, 107))), leaf(known, 17, (p.rnd_ratio_pct <= 19), log, 108)), leaf(known, 28, (p.founded_on >= 2002), log, 109)), leaf(known, 4, (p.revenue_prev < 917966000), log, 110)), leaf(known, 39, p.labour_agreement, log, 111)), or3(leaf(known, 31, (p.last_award_on <= 18750), log, 112), leaf(known, 35, p.invoice_registered, log, 113))), or3(or3(leaf(known, 11, (p.avg_wage > 1680), log, 114), leaf(known, 8, (p.equipment_cost >= 1727000), log, 115)), not3(leaf(known, 38, p.in_disaster_area, log, 116))));
    amt[13] = (p.equipment_cost * 1 / 4).min(8546000);
    out[14] = and3(and3(and3(and3(and3(leaf(known, 15, (p.female_ratio_pct > 21), log, 117), or3(or3(leaf(known, 39, p.labour_agreement, log, 118), leaf(known, 12, (p.wage_increase_pct < 7), log, 119)), leaf(known, 30, (p.start_on >= 20814), log, 120))), or3(or3(leaf(known, 27, (0x19u64 >> p.stage & 1 == 1), log, 121), leaf(known, 4, (p.revenue_prev < 159467000), log, 122)), leaf(known, 28, (p.founded_on >= 7043), log, 123))), leaf(known, 12, (p.wage_increase_pct > 3), log, 124)), leaf(known, 32, p.has_gbiz_id, log, 125)), not3(and3(leaf(known, 13, (p.ceo_age > 60), log, 126), leaf(known, 24, (0xcu64 >> p.energy_plan & 1 == 1), log, 127))));
    amt[14] = (p.it_cost * 3 / 4).min(6470000);
    out[15] = and3(and3(and3(and3(and3(leaf(known, 3, (p.revenue > 11101000), log, 128), not3(and3(leaf(known, 2, (p.capital <= 8664000), log, 129), leaf(known, 26, (0x16u64 >> p.region_class & 1 == 1), log, 130)))), leaf(known, 25, (0x17u64 >> p.cert_level & 1 == 1), log, 131)), or3(or3(leaf(known, 21, (0x41fd9u64 >> p.industry & 1 == 1), log, 132), not3(leaf(known, 34, p.excluded_sector, log, 133))), leaf(known, 3, (p.revenue > 78661000), log, 134))), leaf(known, 31, (p.last_award_on >= 17439), log, 135)), leaf(known, 10, (p.training_cost >= 72000), log, 136));
    amt[15] = (p.it_cost * 3 / 4).min(4462000);
    out[16] = and3(and3(and3(and3(and3(leaf(known, 31, (p.last_award_on >= 17439), log, 137), or3(or3(not3(leaf(known, 38, p.in_disaster_area, log, 138)), leaf(known, 13, (p.ceo_age < 56), log, 139)), leaf(known, 26, (0x36u64 >> p.region_class & 1 == 1), log, 140))), or3(leaf(known, 13, (p.ceo_age > 49), log, 141), leaf(known, 39, p.labour_agreement, log, 142))), leaf(known, 16, (p.overtime_hours > 19), log, 143)), leaf(known, 26, (0x3eu64 >> p.region_class & 1 == 1), log, 144)), not3(leaf(known, 38, p.in_disaster_area, log, 145)));
    amt[16] = (p.it_cost * 3 / 4).min(5709000);
    out[17] = and3(and3(and3(and3(leaf(known, 32, p.has_gbiz_id, log, 146), leaf(known, 28, (p.founded_on >= 2002), log, 147)), or3(not3(leaf(known, 36, p.has_bcp, log, 148)), leaf(known, 23, (0x6u64 >> p.size_class & 1 == 1), log, 149))), leaf(known, 25, (0x17u64 >> p.cert_level & 1 == 1), log, 150)), not3(and3(leaf(known, 18, (p.offices <= 5), log, 151), leaf(known, 36, p.has_bcp, log, 152))));
    amt[17] = (p.equipment_cost * 2 / 4).min(16060000);
    out[18] = and3(and3(and3(and3(leaf(known, 32, p.has_gbiz_id, log, 153), leaf(known, 30, (p.start_on <= 20988), log, 154)), or3(not3(leaf(known, 36, p.has_bcp, log, 155)), not3(leaf(known, 34, p.excluded_sector, log, 156)))), not3(and3(leaf(known, 5, (p.revenue_drop_pct < 4), log, 157), leaf(known, 24, (0x18u64 >> p.energy_plan & 1 == 1), log, 158)))), leaf(known, 4, (p.revenue_prev > 16143000), log, 159));
    amt[18] = (p.it_cost * 1 / 4).min(1161000);
    out[19] = and3(and3(and3(and3(and3(not3(leaf(known, 34, p.excluded_sector, log, 160)), or3(or3(not3(leaf(known, 37, p.employs_disabled, log, 161)), leaf(known, 8, (p.equipment_cost >= 1727000), log, 162)), not3(leaf(known, 36, p.has_bcp, log, 163)))), leaf(known, 8, (p.equipment_cost >= 366000), log, 164)), leaf(known, 27, (0x37u64 >> p.stage & 1 == 1), log, 165)), not3(and3(leaf(known, 5, (p.revenue_drop_pct > 26), log, 166), leaf(known, 33, p.tax_arrears, log, 167)))), leaf(known, 9, (p.it_cost <= 5005000), log, 168));
    amt[19] = (p.it_cost * 2 / 4).min(7455000);
    out[20] = and3(and3(and3(and3(and3(and3(or3(leaf(known, 8, (p.equipment_cost >= 1727000), log, 169), leaf(known, 24, (0xbu64 >> p.energy_plan & 1 == 1), log, 170)), or3(or3(leaf(known, 7, (p.planned_cost > 3157000), log, 171), leaf(known, 20, (0x48b767b31ed4u64 >> p.prefecture & 1 == 1), log, 172)), not3(leaf(known, 33, p.tax_arrears, log, 173)))), leaf(known, 31, (p.last_award_on <= 19778), log, 174)), leaf(known, 12, (p.wage_increase_pct >= 3), log, 175)), leaf(known, 16, (p.overtime_hours <= 72), log, 176)), not3(and3(leaf(known, 8, (p.equipment_cost < 1190000), log, 177), leaf(known, 21, (0x2ca4au64 >> p.industry & 1 == 1), log, 178)))), leaf(known, 24, (0x17u64 >> p.energy_plan & 1 == 1), log, 179));
    amt[20] = (p.training_cost * 2 / 4).min(441000);
    out[21] = and3(and3(and3(and3(and3(or3(leaf(known, 28, (p.founded_on >= 7043), log, 180), leaf(known, 23, (0xcu64 >> p.size_class & 1 == 1), log, 181)), leaf(known, 20, (0x7feb77ff59ddu64 >> p.prefecture & 1 == 1), log, 182)), not3(leaf(known, 34, p.excluded_sector, log, 183))), leaf(known, 30, (p.start_on >= 20695), log, 184)), or3(leaf(known, 31, (p.last_award_on <= 18750), log, 185), leaf(known, 24, (0x16u64 >> p.energy_plan & 1 == 1), log, 186))), leaf(known, 6, (p.operating_profit < 58560), log, 187));
    amt[21] = (p.equipment_cost * 3 / 4).min(411000);
    out[22] = and3(and3(and3(and3(leaf(known, 28, (p.founded_on >= 2002), log, 188), leaf(known, 25, (0x1du64 >> p.cert_level & 1 == 1), log, 189)), or3(leaf(known, 29, (p.apply_on <= 20748), log, 190), leaf(known, 0, (p.employees < 32), log, 191))), not3(leaf(known, 38, p.in_disaster_area, log, 192))), leaf(known, 16, (p.overtime_hours <= 72), log, 193));
    amt[22] = (p.training_cost * 1 / 4).min(1507000);
    out[23] = and3(and3(and3(and3(leaf(known, 4, (p.revenue_prev < 917966000), log, 194), or3(or3(leaf(known, 24, (0x15u64 >> p.energy_plan & 1 == 1), log, 195), leaf(known, 2, (p.capital >= 11740000), log, 196)), leaf(known, 27, (0x34u64 >> p.stage & 1 == 1), log, 197))), leaf(known, 39, p.labour_agreement, log, 198)), leaf(known, 6, (p.operating_profit <= 58560), log, 199)), leaf(known, 28, (p.founded_on <= 15572), log, 200));
    amt[23] = (p.equipment_cost * 3 / 4).min(680000);
    out[24] = and3(and3(and3(and3(and3(and3(or3(not3(leaf(known, 33, p.tax_arrears, log, 201)), leaf(known, 39, p.labour_agreement, log, 202)), not3(and3(leaf(known, 9, (p.it_cost > 1616000), log, 203), leaf(known, 20, (0x70a224a26a4du64 >> p.prefecture & 1 == 1), log, 204)))), leaf(known, 21, (0xdefdeu64 >> p.industry & 1 == 1), log, 205)), or3(leaf(known, 2, (p.capital >= 11740000), log, 206), leaf(known, 23, (0xcu64 >> p.size_class & 1 == 1), log, 207))), leaf(known, 14, (p.export_ratio_pct < 60), log, 208)), leaf(known, 3, (p.revenue <= 925812000), log, 209)), leaf(known, 39, p.labour_agreement, log, 210));
    amt[24] = (p.it_cost * 1 / 4).min(9632000);
    out[25] = and3(and3(and3(and3(leaf(known, 13, (p.ceo_age > 35), log, 211), leaf(known, 16, (p.overtime_hours <= 72), log, 212)), leaf(known, 22, (0x3bu64 >> p.legal_form & 1 == 1), log, 213)), or3(leaf(known, 9, (p.it_cost < 1265000), log, 214), not3(leaf(known, 36, p.has_bcp, log, 215)))), leaf(known, 28, (p.founded_on <= 15572), log, 216));
    amt[25] = (p.training_cost * 1 / 4).min(16687000);
    out[26] = and3(and3(and3(and3(leaf(known, 14, (p.export_ratio_pct >= 15), log, 217), not3(leaf(known, 34, p.excluded_sector, log, 218))), leaf(known, 27, (0x1fu64 >> p.stage & 1 == 1), log, 219)), leaf(known, 29, (p.apply_on <= 20836), log, 220)), or3(not3(leaf(known, 34, p.excluded_sector, log, 221)), leaf(known, 26, (0x3au64 >> p.region_class & 1 == 1), log, 222)));
    amt[26] = (p.it_cost * 1 / 4).min(829000);
    out[27] = and3(and3(and3(and3(or3(or3(leaf(known, 13, (p.ceo_age <= 56), log, 223), leaf(known, 39, p.labour_agreement, log, 224)), leaf(known, 29, (p.apply_on <= 20748), log, 225)), leaf(known, 29, (p.apply_on <= 20836), log, 226)), not3(and3(leaf(known, 5, (p.revenue_drop_pct >= 26), log, 227), leaf(known, 23, (0x9u64 >> p.size_class & 1 == 1), log, 228)))), leaf(known, 32, p.has_gbiz_id, log, 229)), leaf(known, 24, (0x1bu64 >> p.energy_plan & 1 == 1), log, 230));
    amt[27] = (p.it_cost * 2 / 4).min(2011000);
    out[28] = and3(and3(and3(and3(and3(leaf(known, 6, (p.operating_profit < 58560), log, 231), or3(leaf(known, 5, (p.revenue_drop_pct < 21), log, 232), leaf(known, 11, (p.avg_wage >= 1680), log, 233))), leaf(known, 31, (p.last_award_on >= 17439), log, 234)), or3(leaf(known, 13, (p.ceo_age < 56), log, 235), leaf(known, 10, (p.training_cost < 603000), log, 236))), leaf(known, 39, p.labour_agreement, log, 237)), not3(and3(leaf(known, 12, (p.wage_increase_pct <= 5), log, 238), not3(leaf(known, 35, p.invoice_registered, log, 239)))));
    amt[28] = (p.equipment_cost * 3 / 4).min(1272000);
    out[29] = and3(and3(and3(and3(and3(or3(not3(leaf(known, 34, p.excluded_sector, log, 240)), leaf(known, 21, (0xfcb0au64 >> p.industry & 1 == 1), log, 241)), or3(or3(not3(leaf(known, 37, p.employs_disabled, log, 242)), leaf(known, 23, (0x3u64 >> p.size_class & 1 == 1), log, 243)), leaf(known, 35, p.invoice_registered, log, 244))), leaf(known, 13, (p.ceo_age > 35), log, 245)), not3(and3(leaf(known, 18, (p.offices >= 7), log, 246), leaf(known, 33, p.tax_arrears, log, 247)))), not3(leaf(known, 38, p.in_disaster_area, log, 248))), leaf(known, 15, (p.female_ratio_pct <= 78), log, 249));
    amt[29] = (p.it_cost * 2 / 4).min(4864000);
}

