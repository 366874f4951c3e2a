//! What is too much to be held at once: told a few at a time, as often as it is asked for.

use crate::StoreError;

/// So many are held at once.
pub(crate) const FEW: usize = 32;

/// A sequence that is gone through a few items at a time, always in the same order.
pub trait Shelf<T> {
    /// Tells all items, in groups of at least one.
    ///
    /// # Errors
    /// If they cannot be read any more.
    fn each(&self, tell: &mut dyn FnMut(&[T])) -> Result<(), StoreError>;
}

/// What is held already.
impl<T> Shelf<T> for Vec<T> {
    fn each(&self, tell: &mut dyn FnMut(&[T])) -> Result<(), StoreError> {
        self.chunks(FEW).for_each(tell);
        Ok(())
    }
}
