//! A layer between SQLite and the files of a watched folder: each operation is asked of its disk before it is done.
//!
//! SQLite calls the file system through tables of functions, which can only be filled with `unsafe` code. It is the only
//! such code of this crate and no part of the program. Why it is sound: our file system is the system's own, field by
//! field, with two functions of ours; a file that it opens is left as it is, but for the pointer to its table of
//! functions, which SQLite alone reads and which then points to a copy, with five functions of ours, that lives as long
//! as the program. Each of ours ends in the original's, with the arguments it was given, unless a fault is wanted.
#![allow(unsafe_code)]

use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rusqlite::ffi;

use super::{Go, Handle, watcher};

type Methods = &'static ffi::sqlite3_io_methods;

/// The system's own file system, which lives as long as the program.
struct System(*mut ffi::sqlite3_vfs);

// SQLite uses it from all threads at once itself.
unsafe impl Send for System {}
unsafe impl Sync for System {}

static SYSTEM: OnceLock<System> = OnceLock::new();

/// The open files of watched folders, by their address.
static FILES: Mutex<BTreeMap<usize, (Methods, Handle)>> = Mutex::new(BTreeMap::new());

/// Our copies of tables of functions, by the address of the original.
static TABLES: Mutex<BTreeMap<usize, Methods>> = Mutex::new(BTreeMap::new());

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts the layer below all databases that are opened from now on.
pub(super) fn install() {
    SYSTEM.get_or_init(|| unsafe {
        let system = ffi::sqlite3_vfs_find(std::ptr::null());
        let ours = ffi::sqlite3_vfs {
            zName: c"watched".as_ptr(),
            pNext: std::ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            ..*system
        };
        ffi::sqlite3_vfs_register(Box::leak(Box::new(ours)), 1);
        System(system)
    });
}

fn system() -> *mut ffi::sqlite3_vfs {
    SYSTEM.get().map_or(std::ptr::null_mut(), |system| system.0)
}

/// The path that SQLite gives; none for files without a name.
unsafe fn path<'a>(name: *const c_char) -> Option<&'a Path> {
    if name.is_null() {
        return None;
    }
    unsafe { CStr::from_ptr(name) }.to_str().ok().map(Path::new)
}

/// The original functions of a file, and what is known of it.
fn known(file: *mut ffi::sqlite3_file) -> (Methods, Handle) {
    lock(&FILES)[&file.addr()].clone()
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let system = system();
    let Some(xopen) = (unsafe { (*system).xOpen }) else {
        return ffi::SQLITE_ERROR;
    };
    let watcher = unsafe { path(name) }.and_then(watcher);
    if let Some((disk, name)) = &watcher
        && let Go::No(code) = disk.before_opening(name)
    {
        // Whoever reads this knows that there is nothing to close.
        unsafe { (*file).pMethods = std::ptr::null() };
        return code;
    }
    let code = unsafe { xopen(system, name, file, flags, out) };
    if code != ffi::SQLITE_OK {
        return code;
    }
    if let Some((disk, name)) = watcher {
        let is_log = flags & (ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_WAL) != 0;
        let handle = disk.opened(&name, is_log);
        let original: Methods = unsafe { &*(*file).pMethods };
        let ours = *lock(&TABLES)
            .entry(std::ptr::from_ref(original).addr())
            .or_insert_with(|| {
                Box::leak(Box::new(ffi::sqlite3_io_methods {
                    xClose: Some(close),
                    xRead: Some(read),
                    xWrite: Some(write),
                    xTruncate: Some(truncate),
                    xSync: Some(sync),
                    ..*original
                }))
            });
        lock(&FILES).insert(file.addr(), (original, handle));
        unsafe { (*file).pMethods = ours };
    }
    code
}

unsafe extern "C" fn delete(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    let system = system();
    let Some(xdelete) = (unsafe { (*system).xDelete }) else {
        return ffi::SQLITE_ERROR;
    };
    if let Some((disk, name)) = unsafe { path(name) }.and_then(watcher)
        && let Go::No(code) = disk.before_deleting(&name, sync_folder != 0)
    {
        return code;
    }
    unsafe { xdelete(system, name, sync_folder) }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let known = lock(&FILES).remove(&file.addr());
    let xclose = known.and_then(|(methods, _)| methods.xClose);
    xclose.map_or(ffi::SQLITE_ERROR, |xclose| unsafe { xclose(file) })
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    to: *mut c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let (methods, handle) = known(file);
    match (handle.before_reading(), methods.xRead) {
        (Go::Yes, Some(xread)) => unsafe { xread(file, to, amount, offset) },
        (Go::No(code) | Go::Partly(_, code), _) => code,
        _ => ffi::SQLITE_ERROR,
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let (methods, handle) = known(file);
    let Some(xwrite) = methods.xWrite else {
        return ffi::SQLITE_ERROR;
    };
    let length = usize::try_from(amount).unwrap_or_default();
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) };
    match handle.before_writing(u64::try_from(offset).unwrap_or_default(), bytes) {
        Go::Yes => unsafe { xwrite(file, from, amount, offset) },
        Go::Partly(length, code) => {
            let part = c_int::try_from(length).unwrap_or_default().min(amount);
            unsafe { xwrite(file, from, part, offset) };
            code
        }
        Go::No(code) => code,
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    let (methods, handle) = known(file);
    let go = handle.before_truncating(u64::try_from(size).unwrap_or_default());
    match (go, methods.xTruncate) {
        (Go::Yes, Some(xtruncate)) => unsafe { xtruncate(file, size) },
        (Go::No(code) | Go::Partly(_, code), _) => code,
        _ => ffi::SQLITE_ERROR,
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // No test cuts the power: what would be durable is what the tape says, and nobody waits for the real disk.
    match known(file).1.before_syncing() {
        Go::Yes => ffi::SQLITE_OK,
        Go::No(code) | Go::Partly(_, code) => code,
    }
}
