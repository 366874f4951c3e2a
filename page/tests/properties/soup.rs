//! Pages that nobody would write: sentences of two languages in tags of any order.

use proptest::prelude::*;

/// Sentences in which no word is repeated, long enough to be main text.
pub const ENGLISH: [&str; 4] = [
    "The camera looks at the whole web while it moves, and the operator sees each scratch.",
    "Nobody believed that one lamp could light four metres of steel strip evenly.",
    "Prices fell by a third within two years; maintenance now costs more than the lens.",
    "Ask for the drawing before you order: flanges differ between mills.",
];

/// The same in Chinese.
pub const CHINESE: [&str; 4] = [
    "相机在线检查整幅料卷，划痕经过镜头以后两秒之内，操作员就能看到它的位置。",
    "没有人相信一盏灯能把四米宽的带钢照得均匀。",
    "价格两年里降了三成，如今维护比镜头更贵。",
    "订货之前请先索取图纸：各家轧机的法兰并不相同。",
];

/// Tags and signs, open or closed, in pairs or not.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class=content>",
    "<div class=sidebar>",
    "<main>",
    "</main>",
    "<article>",
    "</article>",
    "<nav>",
    "</nav>",
    "<footer>",
    "</footer>",
    "<aside>",
    "</aside>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<span>",
    "</span>",
    "<a href=/x>",
    "</a>",
    "<br>",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "</blockquote>",
    "<form>",
    "</form>",
    "<select>",
    "<option>",
    "</select>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<template>",
    "</template>",
    "<!-- gone -->",
    "<script>var gone;</script>",
    "<style>.gone{}</style>",
    "<body>",
    "</body>",
    "</html>",
    "<frameset>",
    "<caption>",
    "<button>",
    "</button>",
    "<textarea>",
    "</textarea>",
    "&amp;",
    "&#0;",
    "&nbsp;",
    "<",
    "\n",
    "\t",
    "\u{ad}",
    "\u{200b}",
    "\u{0}",
];

/// A page of up to so many pieces, about every second of them a sentence.
pub fn page(pieces: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(TAGS),
        1 => prop::sample::select(&ENGLISH[..]),
        1 => prop::sample::select(&CHINESE[..]),
    ];
    prop::collection::vec(piece, 0..pieces).prop_map(|pieces| pieces.concat())
}
