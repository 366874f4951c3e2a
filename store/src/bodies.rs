//! Page bodies: compressed, each stored once, in append-only segments beside the database.
//!
//! A record is a head (magic, length of the body, length of the packed data, SHA-256 of the body)
//! and the packed data (deflate). Records are on the disk before the transaction that names them
//! commits; what no row names is a torn tail, and is cut before the next record is written.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use crate::{
    Body, StoreError,
    body::{Hash, unpack as unpacked},
};

/// The first bytes of every record.
const MAGIC: [u8; 4] = *b"MHB1";
/// Bytes of a head: magic, two lengths of 8 bytes, little-endian, and the hash.
const HEAD: usize = 4 + 8 + 8 + 32;
/// A segment that has reached this many bytes gets no further record.
const SEGMENT: u64 = 256 << 20;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The number of the segment, from 1.
    pub(crate) segment: u32,
    /// The byte at which the record starts.
    pub(crate) start: u64,
    /// The length of the whole record in bytes.
    pub(crate) length: u64,
}

/// The folder of segments, and the right to append to it once it is claimed.
#[derive(Debug)]
pub(crate) struct Bodies {
    dir: PathBuf,
    end: Option<End>,
}

/// Where the next record goes.
#[derive(Debug)]
struct End {
    segment: u32,
    at: u64,
    /// Held as long as the store may append; the system releases it when the process ends.
    _lock: File,
}

impl Bodies {
    /// The bodies in `dir`, for reading.
    pub(crate) const fn new(dir: PathBuf) -> Self {
        Self { dir, end: None }
    }

    /// The folder.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether [`Bodies::claim`] has succeeded.
    pub(crate) const fn claimed(&self) -> bool {
        self.end.is_some()
    }

    /// Makes this process the only one that appends.
    ///
    /// # Errors
    /// If another process does.
    pub(crate) fn lock(&self) -> Result<File, StoreError> {
        let path = self.dir.join("writer.lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| StoreError::io(&path, error))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy { path }),
            Err(TryLockError::Error(error)) => Err(StoreError::io(path, error)),
        }
    }

    /// Gets ready to append: `ends` says, per segment, where the last record ends that the
    /// database names; everything behind it is cut.
    ///
    /// # Errors
    /// If a segment cannot be cut.
    pub(crate) fn claim(
        &mut self,
        lock: File,
        ends: &BTreeMap<u32, u64>,
    ) -> Result<(), StoreError> {
        for segment in self.segments()? {
            let named = ends.get(&segment).copied().unwrap_or(0);
            cut(&self.path(segment), named)?;
        }
        let (segment, at) = ends.iter().next_back().map_or((1, 0), |(s, at)| (*s, *at));
        self.end = Some(End {
            segment,
            at,
            _lock: lock,
        });
        Ok(())
    }

    /// Appends `bodies` and flushes them to the disk. They count once [`Bodies::keep`] is called;
    /// until then the next call writes over them.
    ///
    /// # Errors
    /// If the segment cannot be written, or the folder was not claimed.
    pub(crate) fn append<'a>(
        &self,
        bodies: impl IntoIterator<Item = &'a Body>,
    ) -> Result<Vec<(Hash, Spot)>, StoreError> {
        let Some(end) = &self.end else {
            return Err(StoreError::Busy {
                path: self.dir.join("writer.lock"),
            });
        };
        let (segment, mut at) = match end.at {
            full if full >= SEGMENT => (end.segment + 1, 0),
            at => (end.segment, at),
        };
        let path = self.path(segment);
        let wrong = |error| StoreError::io(&path, error);
        let mut spots = Vec::new();
        let mut records = Vec::new();
        for body in bodies {
            let length = (HEAD + body.packed.len()) as u64;
            let spot = Spot {
                segment,
                start: at,
                length,
            };
            spots.push((body.hash, spot));
            at += length;
            put(&mut records, body);
        }
        if let Some((_, first)) = spots.first() {
            write(&path, first.start, &records).map_err(wrong)?;
        }
        Ok(spots)
    }

    /// Makes the records of the last [`Bodies::append`] stay: the database names them now.
    pub(crate) fn keep(&mut self, spots: &[(Hash, Spot)]) {
        if let (Some(end), Some((_, last))) = (&mut self.end, spots.last()) {
            end.segment = last.segment;
            end.at = last.start + last.length;
        }
    }

    /// The body at `spot`, checked against `hash`.
    ///
    /// # Errors
    /// If the record is missing or damaged; no other body is affected.
    pub(crate) fn read(&self, hash: &Hash, spot: Spot) -> Result<Vec<u8>, StoreError> {
        let path = self.path(spot.segment);
        let Ok(record) = slice(&path, spot) else {
            return Err(damaged(path, spot, "is missing"));
        };
        unpack(hash, &record).ok_or_else(|| damaged(path, spot, "is damaged"))
    }

    /// Whether any body is stored.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub(crate) fn any(&self) -> Result<bool, StoreError> {
        let filled = |segment| fs::metadata(self.path(segment)).is_ok_and(|file| file.len() > 0);
        Ok(self.segments()?.into_iter().any(filled))
    }

    /// The numbers of the segments that exist, sorted.
    pub(crate) fn segments(&self) -> Result<Vec<u32>, StoreError> {
        let wrong = |error| StoreError::io(&self.dir, error);
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.dir).map_err(wrong)? {
            let name = entry.map_err(wrong)?.file_name();
            let number = name.to_str().and_then(|name| name.strip_suffix(".seg"));
            found.extend(number.and_then(|number| number.parse::<u32>().ok()));
        }
        found.sort_unstable();
        Ok(found)
    }

    /// The file of a segment: `000001.seg`.
    pub(crate) fn path(&self, segment: u32) -> PathBuf {
        self.dir.join(format!("{segment:06}.seg"))
    }
}

/// The error for one body.
const fn damaged(path: PathBuf, spot: Spot, why: &'static str) -> StoreError {
    StoreError::Body {
        path,
        start: spot.start,
        why,
    }
}

/// Cuts the file at `path` to `length` bytes if it is longer.
fn cut(path: &Path, length: u64) -> Result<(), StoreError> {
    let wrong = |error| StoreError::io(path, error);
    let file = OpenOptions::new().write(true).open(path).map_err(wrong)?;
    if file.metadata().map_err(wrong)?.len() > length {
        file.set_len(length).map_err(wrong)?;
        file.sync_all().map_err(wrong)?;
    }
    Ok(())
}

/// Writes `records` at byte `start` and waits until they are on the disk.
pub(crate) fn write(path: &Path, start: u64, records: &[u8]) -> std::io::Result<()> {
    let fresh = !path.exists();
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    file.seek(SeekFrom::Start(start))?;
    file.write_all(records)?;
    file.sync_data()?;
    match path.parent() {
        // A new file is only durable with the folder entry that names it.
        Some(dir) if fresh && cfg!(unix) => File::open(dir)?.sync_all(),
        _ => Ok(()),
    }
}

/// The bytes of the record at `spot`.
pub(crate) fn slice(path: &Path, spot: Spot) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(spot.start))?;
    let mut record = Vec::new();
    file.take(spot.length).read_to_end(&mut record)?;
    Ok(record)
}

/// Adds a body as a record.
fn put(records: &mut Vec<u8>, body: &Body) {
    records.extend(MAGIC);
    records.extend(body.length.to_le_bytes());
    records.extend((body.packed.len() as u64).to_le_bytes());
    records.extend(body.hash);
    records.extend(&body.packed);
}

/// The body of a record, if the record is whole and its body has the given hash.
pub(crate) fn unpack(hash: &Hash, record: &[u8]) -> Option<Vec<u8>> {
    let (head, packed) = record.split_at_checked(HEAD)?;
    let length = u64::from_le_bytes(head[4..12].try_into().ok()?);
    let stated = u64::from_le_bytes(head[12..20].try_into().ok()?);
    if head[..4] != MAGIC || stated != packed.len() as u64 || head[20..] != hash[..] {
        return None;
    }
    unpacked(hash, length, packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(dir: &Path) -> Bodies {
        let mut bodies = Bodies::new(dir.to_owned());
        let lock = bodies.lock().unwrap();
        bodies.claim(lock, &BTreeMap::new()).unwrap();
        bodies
    }

    #[test]
    fn a_body_comes_back_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let mut bodies = claimed(dir.path());
        let texts: [&[u8]; 3] = [b"", b"<p>strip steel</p>", "带钢表面检测".as_bytes()];
        for text in texts {
            let spots = bodies.append([&Body::of(text)]).unwrap();
            bodies.keep(&spots);
            assert_eq!(bodies.read(&spots[0].0, spots[0].1).unwrap(), text);
        }
    }

    #[test]
    fn what_is_not_kept_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let mut bodies = claimed(dir.path());
        let lost = bodies.append([&Body::of(b"lost")]).unwrap();
        let kept = bodies.append([&Body::of(b"kept")]).unwrap();
        bodies.keep(&kept);
        assert_eq!(lost[0].1.start, kept[0].1.start);
        assert_eq!(bodies.read(&kept[0].0, kept[0].1).unwrap(), b"kept");
        assert!(bodies.read(&lost[0].0, lost[0].1).is_err());
    }

    #[test]
    fn one_damaged_record_harms_no_other() {
        let dir = tempfile::tempdir().unwrap();
        let mut bodies = claimed(dir.path());
        let texts = [&b"first body"[..], &b"second body"[..]];
        let spots = bodies.append(&texts.map(Body::of)).unwrap();
        bodies.keep(&spots);
        let path = dir.path().join("000001.seg");
        let whole = fs::read(&path).unwrap();
        let first = usize::try_from(spots[0].1.length).unwrap();
        for at in 0..first {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x40;
            fs::write(&path, bytes).unwrap();
            match bodies.read(&spots[0].0, spots[0].1) {
                Err(error) => assert!(error.to_string().contains("is damaged"), "{error}"),
                // The last byte has bits that deflate leaves unused.
                Ok(body) => assert_eq!((at + 1, &body[..]), (first, texts[0])),
            }
            assert_eq!(bodies.read(&spots[1].0, spots[1].1).unwrap(), texts[1]);
        }
    }

    #[test]
    fn a_second_writer_is_told_to_wait() {
        let dir = tempfile::tempdir().unwrap();
        let first = claimed(dir.path());
        let second = Bodies::new(dir.path().to_owned());
        let error = second.lock().unwrap_err().to_string();
        assert!(
            error.contains("being written by another Masthead"),
            "{error}"
        );
        drop(first);
        assert!(second.lock().is_ok());
    }
}
