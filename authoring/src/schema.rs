//! Each kind of file, read into the pack.

mod answers;
mod cases;
mod catalogues;
mod field;
mod items;
mod pack;
mod programme;
mod registers;
mod relations;
mod source;
mod vocabulary;
mod window;
pub(crate) mod words;

pub(crate) use pack::read_pack_file;
