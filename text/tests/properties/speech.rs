//! Texts of two languages, made of sentences that a page could say.

use masthead_text::Language;
use proptest::prelude::*;

/// What an English page could say.
pub const ENGLISH: [&str; 6] = [
    "The line scan camera looks at the whole web while it moves.",
    "Predictive maintenance software costs less than a stopped mill.",
    "Ask for the drawing before you order: flanges differ between mills.",
    "Line scan cameras see each scratch; the operator decides what to cut.",
    "Prices fell by a third within two years",
    "Steel strip, copper foil and coated film run past the same lens!",
];

/// What a Chinese page could say.
pub const CHINESE: [&str; 6] = [
    "线扫描相机在线检查整幅料卷。",
    "预测性维护软件的费用低于一次停机的损失。",
    "订货之前请先索取图纸：各家轧机的法兰并不相同。",
    "线扫描相机能看到每一处划痕，操作员决定切掉哪一段。",
    "价格两年里降了三成",
    "带钢、铜箔和涂布膜都经过同一个镜头！",
];

/// A text of one language, a sentence a line or all on one.
pub fn text() -> impl Strategy<Value = (Language, String)> {
    let speech = prop_oneof![
        Just((Language::English, ENGLISH)),
        Just((Language::Chinese, CHINESE)),
    ];
    speech.prop_flat_map(|(language, sentences)| {
        let chosen = prop::collection::vec(prop::sample::select(sentences.to_vec()), 1..12);
        (chosen, prop::sample::select(vec!["\n", " "]))
            .prop_map(move |(chosen, between)| (language, chosen.join(between)))
    })
}
