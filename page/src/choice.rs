//! Which blocks together are the main text, given how likely each of them is.
//!
//! One threshold for all pages is too low for a page of long text and too high for a page of
//! scraps. The best set for a page is the one whose F1 can be expected to be highest: the likely
//! blocks in order, for as long as the next one raises it (Lipton, Elkan and Naryanaswamy,
//! "Optimal thresholding of classifiers to maximize F1 measure", 2014).

use crate::block::Block;

/// For each block whether it belongs to the main text; `points` are thousandths of a logit.
pub(crate) fn choice(blocks: &[Block], points: &[Option<i32>]) -> Vec<bool> {
    let mut order: Vec<(i32, usize)> = Vec::with_capacity(blocks.len());
    for (at, points) in points.iter().enumerate() {
        order.extend(points.map(|points| (points, at)));
    }
    order.sort_unstable_by_key(|&(points, at)| (std::cmp::Reverse(points), at));
    let weight = |at: usize| f64::from(u32::try_from(blocks[at].weight).unwrap_or(u32::MAX));
    let expected: f64 = order
        .iter()
        .map(|&(points, at)| chance(points) * weight(at))
        .sum();
    let (mut kept, mut right, mut best, mut least) = (0.0, 0.0, 0.0, None);
    for &(points, at) in &order {
        kept += weight(at);
        right += chance(points) * weight(at);
        let f1 = 2.0 * right / (kept + expected).max(1.0);
        if f1 > best {
            best = f1;
            least = Some((points, at));
        }
    }
    let mut chosen = vec![false; blocks.len()];
    for &(points, at) in &order {
        let Some(last) = least else { break };
        chosen[at] = true;
        if (points, at) == last {
            break;
        }
    }
    chosen
}

/// The chance that points stand for.
fn chance(points: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(points) / 1000.0).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(weights: &[usize]) -> Vec<Block> {
        let block = |&weight: &usize| Block {
            saying: 0,
            text: String::new(),
            weight,
            linked: 0,
            heading: None,
            part: 0,
        };
        weights.iter().map(block).collect()
    }

    #[test]
    fn the_threshold_of_a_page_is_half_of_the_f1_that_it_can_hope_for() {
        // Sure text: what is likelier wrong than right would lower F1.
        let long = choice(
            &blocks(&[900, 30, 30]),
            &[Some(6000), Some(500), Some(-500)],
        );
        assert_eq!(long, [true, true, false]);
        // Nothing sure: half of it right is better than none of it.
        let scraps = choice(
            &blocks(&[30, 30, 30]),
            &[Some(-500), Some(-600), Some(-5000)],
        );
        assert_eq!(scraps, [true, true, false]);
    }

    #[test]
    fn blocks_without_points_and_pages_without_blocks_are_left_out() {
        assert_eq!(choice(&blocks(&[30, 30]), &[None, Some(0)]), [false, true]);
        assert_eq!(choice(&[], &[]), [false; 0]);
        assert_eq!(choice(&blocks(&[0]), &[Some(9000)]), [false]);
    }
}
