//! The pace of a host by a clock that is told.

use proptest::prelude::*;

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

/// A pace of which nothing is known but the least delay.
fn fresh(milliseconds: u64) -> Pace {
    let settings = Settings {
        delay: Duration::from_millis(milliseconds).as_secs_f64(),
        ..Settings::default()
    };
    Pace::open(None, &settings, at(0), false)
}

/// A request at `second` that took no time.
fn quick(pace: &mut Pace, second: i64, trouble: bool) {
    pace.done(at(second), at(second), trouble);
}

fn busy(retry_after: Option<&str>) -> Response {
    Response {
        status: 429,
        retry_after: retry_after.map(str::to_owned),
        ..Response::default()
    }
}

#[test]
fn the_delay_grows_with_trouble_and_never_shrinks() {
    let mut pace = fresh(1000);
    let mut ready = Vec::new();
    for trouble in [false, true, false, true] {
        quick(&mut pace, 100, trouble);
        ready.push(pace.ready().duration_since(at(100)).as_secs());
    }
    assert_eq!(ready, [1, 2, 2, 4]);
    (0..20).for_each(|_| quick(&mut pace, 200, true));
    assert_eq!(pace.ready(), at(260));
}

#[test]
fn the_delay_follows_what_answers_take() {
    let mut pace = fresh(2000);
    let mut rests = Vec::new();
    // An error that comes at once says nothing good of the server.
    for (took, trouble) in [(8, false), (2, false), (0, true), (0, false), (600, false)] {
        pace.done(at(1000), at(1000 + took), trouble);
        rests.push(pace.delay().as_millis());
    }
    assert_eq!(rests, [8000, 5000, 10_000, 10_000, 30_000]);
    let mut own = fresh(0);
    own.done(at(0), at(5), false);
    assert_eq!(own.ready(), at(5), "no delay was wanted");
    quick(&mut own, 6, true);
    assert_eq!(own.ready(), at(7), "but trouble is trouble");
}

#[test]
fn a_host_may_ask_for_more_but_not_for_less() {
    let mut pace = fresh(2000);
    pace.asked(Some(Duration::from_secs(1)));
    quick(&mut pace, 10, false);
    assert_eq!(pace.ready(), at(12));
    pace.asked(Some(Duration::from_secs(30)));
    assert_eq!(pace.ready(), at(40), "also after the last request");
    quick(&mut pace, 20, false);
    assert_eq!(pace.ready(), at(50));
    pace.hold(at(40));
    assert_eq!(pace.ready(), at(50));
}

#[test]
fn not_now_means_as_long_as_is_asked_and_longer_each_time() {
    let mut pace = fresh(1000);
    let mut waits = Vec::new();
    for (good, retry_after) in [
        (true, Some("2")),
        (false, Some("2")),
        (false, Some("600")),
        (false, None),
        (true, None),
        (false, None),
        (false, Some("9999999999999999999999")),
    ] {
        if good {
            quick(&mut pace, 0, false);
        }
        quick(&mut pace, 0, true);
        let until = pace.not_now(&busy(retry_after), at(0));
        assert!(pace.ready() >= until);
        waits.push(until.duration_since(at(0)).as_secs());
    }
    assert_eq!(waits, [2, 10, 600, 80, 10, 20, 604_800]);
}

#[test]
fn a_host_that_is_lost_again_and_again_rests_longer_each_time() {
    let settings = Settings::default();
    let mut saved = None;
    let mut rests = Vec::new();
    for crawl in 0..9 {
        let now = at(crawl * 86_400);
        let mut pace = Pace::open(saved.as_deref(), &settings, now, false);
        assert!(pace.ready() <= now, "a crawl every night finds it");
        pace.done(now, now, true);
        // Twice in one crawl counts once.
        pace.give_up(now);
        let until = pace.give_up(now);
        rests.push(until.map_or(0, |until| until.duration_since(now).as_secs() / 60));
        saved = Some(pace.save());
    }
    assert_eq!(rests, [0, 10, 20, 40, 80, 160, 320, 640, 720]);
    let mut back = Pace::open(saved.as_deref(), &settings, at(900_000), false);
    quick(&mut back, 900_000, false);
    assert_eq!(back.lost(), None);
    assert_eq!(back.give_up(at(900_000)), None);
}

#[test]
fn what_matters_outlives_the_process() {
    let settings = Settings {
        max_requests: Some(3),
        ..Settings::default()
    };
    let mut pace = Pace::open(None, &settings, at(0), false);
    assert!(pace.ready() <= at(0));
    quick(&mut pace, 0, false);
    quick(&mut pace, 10, true);
    let until = pace.not_now(&busy(Some("3600")), at(10));
    let saved = pace.save();
    let open = |now, resumed| Pace::open(Some(&saved), &settings, now, resumed);
    assert_eq!(open(at(20), true), pace);
    assert_eq!(open(at(20), false).ready(), until);
    // A day later its trouble is forgotten, and a clock that was put back holds nobody.
    assert_eq!(open(at(90_000), false).delay(), settings.least_delay());
    assert_eq!(open(at(-700_000), false).ready(), Timestamp::MIN);
    let mut again = open(at(20), true);
    assert_eq!(again.spent(), None);
    quick(&mut again, 30, false);
    assert_eq!(again.spent(), Some(3));
    assert_eq!(
        open(at(20), false).spent(),
        None,
        "another crawl begins anew"
    );
    for broken in ["", "{}", "null", "[1]", "{\"last\":\"岚\"}"] {
        let pace = Pace::open(Some(broken), &settings, at(0), true);
        assert_eq!(pace.delay(), settings.least_delay(), "{broken}");
    }
}

#[test]
fn a_week_is_the_longest_wait() {
    let now = "2026-10-31T18:00:00Z".parse().unwrap();
    for text in [
        "604801",
        "253402207200",
        "18446744073709551615",
        "Sun, 08 Nov 2026 18:00:01 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let until = Pace::default().not_now(&busy(Some(text)), now);
        assert_eq!(until.to_string(), "2026-11-07T18:00:00Z", "{text}");
    }
    let mut response = busy(Some("Sat, 31 Oct 2026 18:00:01 GMT"));
    response.date = Some("Mon, 01 Jan 0001 00:00:00 GMT".to_owned());
    let until = Pace::default().not_now(&response, now);
    assert_eq!(until.to_string(), "2026-11-07T18:00:00Z");
}

proptest! {
    /// Whatever happens, nothing is asked sooner than the settings and the host allow, and after
    /// trouble the delay is never shorter than before it.
    #[test]
    fn no_pace_is_too_fast(
        least in 0u64..5000,
        crawl_delay in proptest::option::of(0u64..30_000),
        events in proptest::collection::vec((0u64..40_000, any::<bool>(), 0u8..4), 1..40),
    ) {
        let mut pace = fresh(least);
        pace.asked(crawl_delay.map(Duration::from_millis));
        let told = Duration::from_millis(least.max(crawl_delay.unwrap_or_default()));
        let mut now = at(0);
        let (mut floor, mut until) = (Duration::ZERO, at(0));
        for (took, trouble, busy_too) in events {
            now = now.max(pace.ready());
            prop_assert!(now >= until);
            let began = now;
            now = later(now, Duration::from_millis(took));
            let before = pace.delay();
            pace.done(began, now, trouble);
            if trouble {
                floor = floor.max(before);
            }
            if trouble && busy_too == 0 {
                until = pace.not_now(&busy(None), now);
            }
            prop_assert!(pace.delay() >= told && pace.delay() >= floor);
            prop_assert!(pace.delay() <= told.max(SLOWEST));
            prop_assert!(pace.ready() >= later(now, pace.delay()));
        }
    }
}
