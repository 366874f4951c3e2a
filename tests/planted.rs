//! Every planted fact of the sample web shows where it should, and no decoy does.

use serde::Deserialize;
use serde_json::Value;

use crate::harness::{
    Scene,
    sample::{result_of, sample},
};

/// `tests/web/planted.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    fact: Vec<Claim>,
    decoy: Vec<Claim>,
}

/// One planted thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    id: String,
    says: String,
    /// Result and path of an array in its JSON: `report:competitors.changed`.
    r#in: String,
    /// Fields and values that one element of the array has.
    r#match: toml::Table,
    /// For a decoy: only the thresholds of the settings keep it out.
    #[serde(default)]
    loosened: bool,
}

impl Claim {
    fn shows(&self, scene: &Scene) -> bool {
        let (result, path) = self.r#in.split_once(':').unwrap();
        let json = result_of(scene, result);
        let array = path.split('.').fold(&json, |value, key| &value[key]);
        let array = array
            .as_array()
            .unwrap_or_else(|| panic!("{}: no array at {}", self.id, self.r#in));
        let want: Value = serde_json::to_value(&self.r#match).unwrap();
        array.iter().any(|element| has(element, &want))
    }
}

/// Whether `found` has all that is wanted: objects by their fields, a list if it holds the value.
fn has(found: &Value, want: &Value) -> bool {
    match (found, want) {
        (Value::Object(found), Value::Object(want)) => want
            .iter()
            .all(|(key, want)| found.get(key).is_some_and(|found| has(found, want))),
        (Value::Array(found), want) => found.iter().any(|found| has(found, want)),
        _ => found == want,
    }
}

fn planted() -> Planted {
    toml::from_str(include_str!("web/planted.toml")).unwrap()
}

#[test]
fn every_fact_shows() {
    let missing: Vec<String> = planted()
        .fact
        .iter()
        .filter(|fact| !fact.shows(&sample().scene))
        .map(|fact| format!("{}: {} (in {})", fact.id, fact.says, fact.r#in))
        .collect();
    assert!(missing.is_empty(), "not shown:\n{}", missing.join("\n"));
}

#[test]
fn no_decoy_shows() {
    let shown: Vec<String> = planted()
        .decoy
        .iter()
        .filter(|decoy| decoy.shows(&sample().scene))
        .map(|decoy| format!("{}: {} (in {})", decoy.id, decoy.says, decoy.r#in))
        .collect();
    assert!(
        shown.is_empty(),
        "shown, but must not be:\n{}",
        shown.join("\n")
    );
}

#[test]
fn enough_is_planted_in_both_languages() {
    let planted = planted();
    assert!(planted.fact.len() >= 12, "{} facts", planted.fact.len());
    assert!(planted.decoy.len() >= 6, "{} decoys", planted.decoy.len());
    for claims in [&planted.fact, &planted.decoy] {
        let han = |claim: &&Claim| {
            claim
                .says
                .chars()
                .chain(format!("{:?}", claim.r#match).chars())
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        };
        assert!(claims.iter().any(|claim| han(&claim)), "nothing Chinese");
        assert!(claims.iter().any(|claim| !han(&claim)), "nothing English");
    }
}

/// A decoy that could never match would prove nothing: each names an array that has elements
/// with the fields it speaks of.
#[test]
fn decoys_speak_of_what_there_is() {
    for decoy in planted().decoy {
        let (result, path) = decoy.r#in.split_once(':').unwrap();
        let json = result_of(&sample().scene, result);
        let array = path
            .split('.')
            .fold(&json, |value, key| &value[key])
            .as_array()
            .unwrap()
            .clone();
        assert!(!array.is_empty(), "{}: {} is empty", decoy.id, decoy.r#in);
        for key in decoy.r#match.keys() {
            assert!(
                array[0].get(key).is_some(),
                "{}: no field {key} in {}",
                decoy.id,
                decoy.r#in
            );
        }
    }
}

/// What keeps such a decoy out must be the thresholds, not that nobody could see it.
#[test]
fn loosened_decoys_show_when_the_thresholds_are_lower() {
    let scene = Scene::empty();
    scene.run(&["demo", "."]).exits(0);
    scene.edit(
        "masthead.toml",
        "[keywords]",
        "[keywords]\nleast_pages = 2\nleast_sources = 1",
    );
    scene.run(&["demo", "."]).exits(0);
    let decoys: Vec<Claim> = planted().decoy.into_iter().filter(|d| d.loosened).collect();
    assert!(decoys.len() >= 4);
    for decoy in decoys {
        assert!(decoy.shows(&scene), "{} does not show even then", decoy.id);
    }
}
