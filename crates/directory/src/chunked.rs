//! A long list in chunks that clones share until one of them writes.

use std::sync::Arc;

/// Items per chunk: a write after a clone copies this many, and one pointer per chunk.
const CHUNK: usize = 4096;

/// A list whose clone costs one counter, for everything that a tenant has many of: a write after
/// a clone copies one chunk of items and the list of chunks.
#[derive(Debug, Clone)]
pub struct Chunked<T> {
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
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The item at this place.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    /// The items in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

impl<T> FromIterator<T> for Chunked<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        let (mut chunks, mut len) = (Vec::new(), 0);
        loop {
            let expected = items.size_hint().0.min(CHUNK);
            let mut chunk = Vec::with_capacity(expected);
            chunk.extend(items.by_ref().take(CHUNK));
            if chunk.is_empty() {
                break;
            }
            len += chunk.len();
            chunks.push(Arc::new(chunk));
        }
        Self {
            chunks: Arc::new(chunks),
            len,
        }
    }
}

impl<T: Clone> Chunked<T> {
    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        let chunks = Arc::make_mut(&mut self.chunks);
        match chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Arc::make_mut(last).push(item),
            _ => chunks.push(Arc::new(vec![item])),
        }
        self.len += 1;
    }

    /// The item to write to, if there is one.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if index >= self.len {
            return None;
        }
        let chunk = Arc::make_mut(&mut self.chunks).get_mut(index / CHUNK)?;
        Arc::make_mut(chunk).get_mut(index % CHUNK)
    }

    /// Calls `write` for the items at these places that are there. Items that come one after the other and lie in the
    /// same chunk are written to at once.
    pub fn write_each(
        &mut self,
        places: impl Iterator<Item = usize>,
        mut write: impl FnMut(usize, &mut T),
    ) {
        let mut places = places.peekable();
        let chunks = Arc::make_mut(&mut self.chunks);
        while let Some(number) = places.peek().map(|place| place / CHUNK) {
            let items = match chunks.get_mut(number) {
                Some(chunk) => Arc::make_mut(chunk).as_mut_slice(),
                None => &mut [],
            };
            while let Some(place) = places.next_if(|place| place / CHUNK == number) {
                if let Some(item) = items.get_mut(place % CHUNK) {
                    write(place, item);
                }
            }
        }
    }

    /// The item to write to; the list is filled up to it first.
    pub fn slot(&mut self, index: usize) -> &mut T
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
    pub fn put(&mut self, index: usize, item: T, filler: &T) {
        while self.len < index {
            self.push(filler.clone());
        }
        match self.get_mut(index) {
            Some(place) => *place = item,
            None => self.push(item),
        }
    }
}
