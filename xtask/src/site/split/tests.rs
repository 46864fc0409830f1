//! On a small module made here.

use super::super::leads::TABLE_BASE;
use super::{Whole, is_in, split};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection, Function,
    FunctionSection, MemorySection, MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType,
    TypeSection, ValType,
};

const NAMES: [&str; 6] =
    ["main", "page[1]::later::open", "page[1]::far", "page[1]::shared", "page[1]::listener", "page[1]::far_listener"];
/// Where the listeners stand in the table.
const LISTENER: u32 = TABLE_BASE;
const FAR_LISTENER: u32 = TABLE_BASE + 1;
/// Where the data begins.
const DATA: u32 = 1024;

/// `main` calls `open` and `shared`, and names the listener; `open` calls `far`, which calls `shared` and points at data in
/// which the far listener stands.
fn module() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    let calls: [(&[u32], u32); 6] = [(&[1, 3], LISTENER), (&[2], 0), (&[3], DATA), (&[], 0), (&[], 0), (&[], 0)];
    for (calls, named) in calls {
        functions.function(0);
        let mut body = Function::new([]);
        let mut instructions = body.instructions();
        instructions.i32_const(named.cast_signed());
        for callee in calls {
            instructions.call(*callee);
        }
        instructions.end();
        code.function(&body);
    }
    let mut tables = TableSection::new();
    let size = u64::from(TABLE_BASE) + 2;
    let element_type = RefType::FUNCREF;
    tables.table(TableType { element_type, table64: false, minimum: size, maximum: Some(size), shared: false });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut exports = ExportSection::new();
    exports.export("main", ExportKind::Func, 0);
    let mut elements = ElementSection::new();
    let listeners = [4, 5].as_slice();
    elements.active(Some(0), &ConstExpr::i32_const(LISTENER.cast_signed()), Elements::Functions(listeners.into()));
    let mut data = DataSection::new();
    let words = [0, FAR_LISTENER].map(u32::to_le_bytes).concat();
    data.active(0, &ConstExpr::i32_const(DATA.cast_signed()), words);
    let (mut map, mut names) = (NameMap::new(), NameSection::new());
    NAMES.iter().zip(0..).for_each(|(name, place)| map.append(place, name));
    names.functions(&map);
    let mut module = Module::new();
    module.section(&types).section(&functions).section(&tables).section(&memories).section(&exports);
    module.section(&elements).section(&code).section(&data).section(&names);
    module.finish()
}

#[test]
fn what_only_a_door_reaches_moves() {
    let bytes = module();
    let parts = split(&bytes, "later").unwrap();
    let (first, more) = (Whole::read(&parts.first).unwrap(), Whole::read(&parts.more).unwrap());
    let length = |whole: &Whole<'_>, place: usize| whole.bodies[place].range().count();

    // The door hands on, what it led to is empty, and all else stays.
    assert_eq!(first.uses(1).unwrap().len(), 0);
    assert_eq!(length(&first, 2), 3, "no locals, `unreachable`, `end`");
    assert_eq!(first.uses(0).unwrap().into_iter().collect::<Vec<_>>(), [1, 3]);
    assert_eq!(first.tables[0].initial, u64::from(TABLE_BASE) + 3, "a place for the door");

    // `shared` is taken from the first file; the door, what it calls, and what stands in its data are here.
    assert_eq!((more.imported, more.bodies.len()), (1, 3));
    assert_eq!(more.uses(1).unwrap().into_iter().collect::<Vec<_>>(), [2]);
    assert_eq!(more.uses(2).unwrap().into_iter().collect::<Vec<_>>(), [0]);
    let entered: Vec<_> = more.leads.slots.into_iter().collect();
    assert_eq!(entered, [(FAR_LISTENER, 3), (FAR_LISTENER + 1, 1)], "in its old place; the door behind all others");
    assert!(length(&first, 4) > 3, "what the first file names stays there");
    assert_eq!(length(&first, 5), 3);
}

#[test]
fn a_table_among_small_numbers_is_refused() {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let mut functions = FunctionSection::new();
    functions.function(0);
    let mut elements = ElementSection::new();
    elements.active(Some(0), &ConstExpr::i32_const(1), Elements::Functions([0].as_slice().into()));
    let mut code = CodeSection::new();
    code.function(&super::nothing());
    module.section(&types).section(&functions).section(&elements).section(&code);
    assert!(split(&module.finish(), "later").err().unwrap().to_string().contains("begins at 1 instead of 57344"));
}

#[test]
fn a_page_without_a_door_is_refused() {
    assert!(split(&module(), "nowhere").is_err());
}

#[test]
fn doors_are_functions_of_the_module_itself() {
    assert!(is_in("qualify_app[1f]::later::page", "later"));
    for other in [
        "qualify_app[1f]::later::page::{closure#0}",
        "<qualify_app[1f]::later::Form as core[2e]::clone::Clone>::clone",
        "core[2e]::ptr::drop_in_place::<qualify_app[1f]::later::Form>",
        "qualify_app[1f]::latest::page",
        "later",
    ] {
        assert!(!is_in(other, "later"), "{other}");
    }
}
