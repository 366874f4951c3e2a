//! Which of many texts resemble each other: found by shared bands, confirmed by their sketches.

use std::collections::BTreeMap;

use crate::Sketch;

/// The least resemblance of near-duplicates, in percent: where the bands begin to find most pairs.
const ALIKE: u64 = 70;

/// With how many texts of a band a text is compared at most. All that resemble each other count
/// as one, so a band has more than one or two only by accident or malice; the bound keeps time
/// linear then too.
const COMPARED: usize = 16;

/// The groups of near-duplicates among texts: the places of each group's sketches, at least two,
/// in their order, and the groups in the order of their first. A text that resembles any of a
/// group by 70 percent belongs to it, so that the first and the last of a group may differ more.
#[must_use]
pub fn near(sketches: &[Sketch]) -> Vec<Vec<usize>> {
    let mut groups = Groups((0..sketches.len()).collect());
    for band in bands(sketches).chunk_by(|one, two| one.0 == two.0) {
        join(band, sketches, &mut groups);
    }
    groups.listed()
}

/// Each band of each text with the place of the text, those that are the same side by side.
fn bands(sketches: &[Sketch]) -> Vec<(u64, usize)> {
    let of = |(at, sketch): (usize, &Sketch)| sketch.bands().map(|band| (band, at));
    let mut bands: Vec<_> = sketches.iter().enumerate().flat_map(of).collect();
    bands.sort_unstable();
    bands
}

/// Puts together the texts of one band that resemble each other.
fn join(band: &[(u64, usize)], sketches: &[Sketch], groups: &mut Groups) {
    let mut leaders: Vec<usize> = Vec::new();
    for &(_, at) in band {
        let alike = |&leader: &usize| sketches[leader].resemblance(&sketches[at]) >= ALIKE;
        let group = groups.of(at);
        if leaders.iter().any(|&leader| groups.of(leader) == group) {
            continue;
        }
        match leaders.iter().copied().find(alike) {
            Some(leader) => groups.join(leader, at),
            None if leaders.len() < COMPARED => leaders.push(at),
            None => {}
        }
    }
}

/// For each text an earlier one of its group, or itself: a forest of disjoint sets.
struct Groups(Vec<usize>);

impl Groups {
    /// The first text of the group that a text is in. Shortens the way there.
    fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.of(one), self.of(two));
        self.0[one.max(two)] = one.min(two);
    }

    /// The groups of two and more.
    fn listed(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            groups.entry(self.of(at)).or_default().push(at);
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    /// A press release, its repost with another head and foot, and a text of the same subject.
    const TEXTS: [(Language, [&str; 3]); 2] = [
        (
            Language::English,
            [
                "The new line scan camera looks at the whole width of the steel strip while it \
                 runs at twelve metres a second. Each scratch is written down with its place and \
                 its length, so that the quality engineer can look at the coil before it leaves \
                 the mill. Three mills have used it since spring, and the share of coils that came \
                 back from customers fell from four in a hundred to less than one. The camera needs \
                 no water, and one person can change its lamp while the strip goes on running.",
                "Trade news, Tuesday. The new line scan camera looks at the whole width of the \
                 steel strip while it runs at twelve metres a second. Each scratch is written down \
                 with its place and its length, so that the quality engineer can look at the coil \
                 before it leaves the mill. Three mills have used it since spring, and the share of \
                 coils that came back from customers fell from four in a hundred to less than one. \
                 The camera needs no water, and one person can change its lamp while the strip goes \
                 on running. Reprinted with permission.",
                "A line scan camera for steel strip has to look at the whole width while the strip \
                 runs. We compared five of them in a mill for half a year: how many scratches each \
                 found, how often its lamp had to be changed, and what one coil costs to inspect. \
                 Only two found what an inspector with good eyes finds.",
            ],
        ),
        (
            Language::Chinese,
            [
                "新款线扫描相机在带钢以每秒十二米运行时检查整个宽度。每一处划痕都连同位置和长度一起记录，\
                 质量工程师可以在钢卷出厂之前复核。三家轧机从春天起使用，客户退回的钢卷从百分之四降到\
                 不足百分之一。相机不需要冷却水，更换光源时带钢不必停下，一个人就能完成。",
                "行业快讯：新款线扫描相机在带钢以每秒十二米运行时检查整个宽度。每一处划痕都连同位置和长度\
                 一起记录，质量工程师可以在钢卷出厂之前复核。三家轧机从春天起使用，客户退回的钢卷从百分之四\
                 降到不足百分之一。相机不需要冷却水，更换光源时带钢不必停下，一个人就能完成。（转载）",
                "带钢用的线扫描相机要在运行时看清整个宽度。我们在一家轧机里用半年时间比较了五款：\
                 各自找到多少划痕，多久要换一次光源，检查一卷钢要花多少钱。只有两款能找到熟练检验员找到的缺陷。",
            ],
        ),
    ];

    fn sketch(text: &str, language: Language) -> Sketch {
        Sketch::of(text, Some(language)).unwrap()
    }

    #[test]
    fn a_repost_is_found_and_another_text_of_the_subject_is_not() {
        let sketches: Vec<Sketch> = TEXTS
            .iter()
            .flat_map(|(language, texts)| texts.map(|text| sketch(text, *language)))
            .collect();
        assert_eq!(near(&sketches), [[0, 1], [3, 4]]);
    }

    #[test]
    fn a_group_is_found_in_any_order() {
        let texts = TEXTS.map(|(language, texts)| texts.map(|text| sketch(text, language)));
        let [[a, b, c], [d, e, f]] = texts;
        let order = [f, b, e, c, d, a].to_vec();
        assert_eq!(near(&order), [[1, 5], [2, 4]]);
        assert_eq!(near(&[]), Vec::<Vec<usize>>::new());
    }

    /// Ten thousand copies, in one bucket of each band: all are one group, and the comparisons
    /// stay few, else this test alone would take minutes.
    #[test]
    fn many_copies_are_one_group() {
        let words: Vec<String> = (0..60).map(|word| format!("word{word}")).collect();
        let one = sketch(&words.join(" "), Language::English);
        let groups = near(&vec![one; 10_000]);
        assert_eq!((groups.len(), groups[0].len()), (1, 10_000));
    }
}
