//! Asking a host: in its turn, once more if the trouble may soon pass, and not while it says “not now”.

use jiff::{SignedDuration, Timestamp};

use crate::{
    Clock, Closed, Fetch, FetchError, Request, Response, Sink, challenge::challenge, host::Turn,
};

/// A request that fails in a way that may soon pass is made so many times in all.
const TRIES: u32 = 2;

/// A host that wants to be left alone for longer than this is left alone for the whole run.
pub(crate) const PATIENCE: SignedDuration = SignedDuration::from_secs(60);

/// Why there is no answer to a request.
pub(crate) enum Refusal {
    /// The host wants to be left alone.
    Held(Timestamp),
    /// So many requests are all that one crawl may make to a host.
    Spent(u32),
    /// The host wants to see a person; what gave that away.
    Challenge(String),
    /// There is none.
    Error(FetchError),
}

impl<F: Fetch, C: Clock, S: Sink> Turn<'_, F, C, S> {
    /// Waits for the host's turn and asks, once more if the trouble may soon pass.
    pub(crate) async fn ask(
        &mut self,
        request: Request,
    ) -> Result<Result<Response, Refusal>, Closed> {
        let mut tries = 1;
        loop {
            if let Some(budget) = self.state.pace.spent() {
                return Ok(Err(Refusal::Spent(budget)));
            }
            self.clock.sleep_until(self.state.pace.ready()).await;
            let permit = self.fetch.turn(&request.url).await;
            let began = self.clock.now();
            let answer = self.fetch.fetch(request.clone()).await;
            drop(permit);
            let now = self.clock.now();
            let trouble = match &answer {
                Ok(response) => response.status == 429 || response.status >= 500,
                Err(error) => error.of_host(),
            };
            self.state.pace.done(began, now, trouble);
            let last = tries >= TRIES;
            let held = match &answer {
                Ok(response) if matches!(response.status, 429 | 503) => {
                    Some(self.hold(response, now).await?)
                }
                _ => None,
            };
            // A page that comes as if nothing were wrong is looked at where pages are read.
            let error = answer.as_ref().ok().filter(|answer| answer.status >= 300);
            if let Some(sign) = error.and_then(challenge) {
                return Ok(Err(Refusal::Challenge(sign)));
            }
            match (answer, held) {
                (_, Some(until)) if last || until.duration_since(now) > PATIENCE => {
                    return Ok(Err(Refusal::Held(until)));
                }
                (Ok(response), None) if response.status < 500 || last => return Ok(Ok(response)),
                (Err(error), _) if last || !error.brief() => {
                    return Ok(Err(Refusal::Error(error)));
                }
                _ => {}
            }
            tries += 1;
        }
    }

    /// The host said “not now”: until when, which is remembered beyond this run.
    async fn hold(&mut self, response: &Response, now: Timestamp) -> Result<Timestamp, Closed> {
        let until = self.state.pace.not_now(response, now);
        self.state.host.not_before = Some(until);
        let host = self.state.save();
        self.put(vec![host]).await?;
        Ok(until)
    }
}
