//! One run of `masthead demo` in a fresh folder, made once and looked at by many tests.

use std::sync::OnceLock;

use serde_json::Value;

use super::{Ran, Scene};

/// The month that the demo reports.
pub const MONTH: &str = "2026-10";

/// The finished demo.
pub struct Sample {
    pub scene: Scene,
    pub ran: Ran,
}

/// Runs the demo at the first call.
pub fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let scene = Scene::empty();
        let ran = scene.run(&["demo", "."]);
        ran.exits(0);
        Sample { scene, ran }
    })
}

impl Sample {
    /// A result as JSON: `keywords`, `plan`, `report` or `digest`.
    pub fn json(&self, name: &str) -> Value {
        result_of(&self.scene, name)
    }

    /// Every HTML page that the demo wrote, own site and results, relative to the workspace.
    pub fn pages(&self) -> Vec<String> {
        ["public", "out"]
            .into_iter()
            .flat_map(|dir| {
                super::files(&self.scene.path(dir))
                    .into_iter()
                    .filter(|file| file.ends_with(".html"))
                    .map(move |file| format!("{dir}/{file}"))
            })
            .collect()
    }
}

/// A result of the demo as JSON: `keywords`, `plan`, `report` or `digest`.
pub fn result_of(scene: &Scene, name: &str) -> Value {
    let path = match name {
        "plan" => format!("out/plan-{MONTH}/plan.json"),
        "digest" => format!("out/digest-{MONTH}-31.json"),
        name => format!("out/{name}-{MONTH}.json"),
    };
    serde_json::from_str(&scene.read(&path)).unwrap()
}
