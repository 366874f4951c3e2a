//! A body as it comes: unpacked, counted, and not waited for without end.

use std::time::Duration;

use reqwest::{Response, header};
use tokio::time::{Instant, timeout_at};

use super::{Net, coding::Unpack, text};
use crate::FetchError;

/// How much of a body is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    /// All of it; one that is longer than so many bytes is an error.
    Whole(u64),
    /// Its first bytes, at most so many.
    Head(usize),
}

impl Net {
    /// The body as a stream, unpacked and counted as it comes.
    pub(super) async fn body(
        &self,
        response: &mut Response,
        wanted: Wanted,
    ) -> Result<Vec<u8>, FetchError> {
        let coding = text(response.headers(), header::CONTENT_ENCODING);
        let limit = match wanted {
            Wanted::Whole(limit) => usize::try_from(limit).unwrap_or(usize::MAX),
            Wanted::Head(limit) => limit,
        };
        let mut unpack = Unpack::new(coding.as_deref(), limit).map_err(FetchError::Broken)?;
        let mut floor = Floor::new(self.least_speed, self.timeout);
        let mut taken = 0;
        while let Some(part) = self.part(response, &mut floor).await? {
            taken += part.len();
            let fed = unpack.feed(&part).map_err(unpacking)?;
            if fed.is_break() || taken > limit {
                return match wanted {
                    Wanted::Whole(limit) => Err(FetchError::TooLarge(limit)),
                    Wanted::Head(_) => Ok(unpack.head()),
                };
            }
        }
        let whole = unpack.whole().map_err(unpacking)?;
        whole.ok_or(FetchError::TooLarge(limit as u64))
    }

    /// The next part of the body, if it comes fast enough.
    async fn part(
        &self,
        response: &mut Response,
        floor: &mut Floor,
    ) -> Result<Option<impl std::ops::Deref<Target = [u8]>>, FetchError> {
        loop {
            match timeout_at(floor.end, response.chunk()).await {
                Ok(part) => {
                    let part = part.map_err(|error| self.fault(&error))?;
                    floor.taken += part.as_ref().map_or(0, |part| part.len() as u64);
                    return Ok(part);
                }
                Err(_) if floor.taken < floor.least => {
                    return Err(FetchError::Slow(self.least_speed));
                }
                Err(_) => floor.begin(),
            }
        }
    }
}

fn unpacking(error: std::io::Error) -> FetchError {
    FetchError::Broken(format!("the body cannot be unpacked: {error}"))
}

/// The least that must come within a stretch of time, so that nobody can hold a connection open
/// with a byte now and then.
struct Floor {
    /// Bytes that must come within a stretch.
    least: u64,
    stretch: Duration,
    end: Instant,
    taken: u64,
}

impl Floor {
    /// Stretches of a third of the whole time.
    fn new(speed: u64, whole: Duration) -> Self {
        let stretch = whole / 3;
        let mut floor = Self {
            least: speed
                .saturating_mul(stretch.as_millis() as u64)
                .div_ceil(1000),
            stretch,
            end: Instant::now(),
            taken: 0,
        };
        floor.begin();
        floor
    }

    fn begin(&mut self) {
        self.end = Instant::now() + self.stretch;
        self.taken = 0;
    }
}
