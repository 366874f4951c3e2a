//! Letters as they are meant: PDFs often hold the shape that was drawn in place of the letter.

/// What the Kangxi radicals (U+2F00 to U+2FD5) stand for, in their order (Unicode, NFKC).
const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮\
    山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿\
    片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌\
    舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Simplified radicals (U+2E80 to U+2EFF), each before the character it stands for.
const SIMPLIFIED: &str = "⺟母⺠民⺼月⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙";

/// Letters that are drawn as one (Unicode, NFKC).
const LIGATURES: [(char, &str); 7] = [
    ('\u{fb00}', "ff"),
    ('\u{fb01}', "fi"),
    ('\u{fb02}', "fl"),
    ('\u{fb03}', "ffi"),
    ('\u{fb04}', "ffl"),
    ('\u{fb05}', "st"),
    ('\u{fb06}', "st"),
];

/// Adds a letter to a text as it is meant. Control characters and soft hyphens mean nothing.
pub(super) fn push(text: &mut String, letter: char) {
    match letter {
        '\u{2f00}'..='\u{2fd5}' => {
            let at = u32::from(letter) - 0x2f00;
            let meant = RADICALS
                .chars()
                .nth(usize::try_from(at).unwrap_or_default());
            text.push(meant.unwrap_or(letter));
        }
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = SIMPLIFIED.chars().skip_while(|&c| c != letter);
            text.push(pairs.nth(1).unwrap_or(letter));
        }
        '\u{fb00}'..='\u{fb06}' => {
            let meant = LIGATURES.iter().find(|(drawn, _)| *drawn == letter);
            text.push_str(meant.map_or("", |(_, meant)| meant));
        }
        '\u{a0}' | '\t' => text.push(' '),
        '\u{ad}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => {}
        c if c.is_control() => {}
        c => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_become_letters() {
        for (drawn, meant) in [
            ("每秒三⽶，检测⼯位，每⼀⾏", "每秒三米，检测工位，每一行"),
            ("第⼆⻚，⻋间，⻰⻔", "第二页，车间，龙门"),
            ("proﬁle, eﬃcient, ﬂaw", "profile, efficient, flaw"),
            ("a\u{ad}b\u{a0}c\u{0}\u{e123}", "ab c"),
            ("Größe 线扫描", "Größe 线扫描"),
        ] {
            let mut text = String::new();
            drawn.chars().for_each(|letter| push(&mut text, letter));
            assert_eq!(text, meant);
        }
        assert_eq!(RADICALS.chars().count(), 214);
        assert_eq!(SIMPLIFIED.chars().count() % 2, 0);
    }
}
