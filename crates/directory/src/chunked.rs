//! A long list in chunks that clones share until one of them writes.

use std::sync::Arc;

/// Items per chunk: a write after a clone copies this many, and one pointer per chunk.
const CHUNK: usize = 4096;

/// A list whose clone costs one counter.
#[derive(Debug, Clone)]
pub(crate) struct Chunked<T> {
    chunks: Arc<Vec<Arc<Vec<T>>>>,
    len: usize,
}

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self {
            chunks: Arc::default(),
            len: 0,
        }
    }
}

impl<T> Chunked<T> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

impl<T: Clone> Chunked<T> {
    pub(crate) fn push(&mut self, item: T) {
        let chunks = Arc::make_mut(&mut self.chunks);
        match chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Arc::make_mut(last).push(item),
            _ => chunks.push(Arc::new(vec![item])),
        }
        self.len += 1;
    }

    /// The item to write to, if there is one.
    pub(crate) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if index >= self.len {
            return None;
        }
        let chunk = Arc::make_mut(&mut self.chunks).get_mut(index / CHUNK)?;
        Arc::make_mut(chunk).get_mut(index % CHUNK)
    }

    /// The item to write to; the list is filled up to it first.
    pub(crate) fn slot(&mut self, index: usize) -> &mut T
    where
        T: Default,
    {
        while self.len <= index {
            self.push(T::default());
        }
        let chunks = Arc::make_mut(&mut self.chunks);
        &mut Arc::make_mut(&mut chunks[index / CHUNK])[index % CHUNK]
    }

    /// Writes an item; places between the end and it are filled first.
    pub(crate) fn put(&mut self, index: usize, item: T, filler: &T) {
        while self.len < index {
            self.push(filler.clone());
        }
        match self.get_mut(index) {
            Some(place) => *place = item,
            None => self.push(item),
        }
    }
}
