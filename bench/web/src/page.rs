//! One generated page: head, menu, main text of its own, footer; 4 to 60 KB.

use std::fmt::Write;

const ENGLISH: &str = "line scan camera strip surface inspection sensor lens light source coil \
    defect roller speed metre image pixel encoder trigger frame grabber cable plant operator shift \
    quality report customer claim steel paper film battery electrode coating web tension edge hole \
    scratch stain dark bright field exposure gain noise calibration target resolution depth focus \
    mount vibration temperature dust cooling cabinet network server storage classifier training \
    sample label review threshold alarm reject cost price delivery service contract spare part \
    software update interface protocol standard measures records compares finds counts shows \
    begins stops replaces needs reaches costs saves the a of for with at each every when after \
    before because and or more less than within between without from into over under";

const CHINESE: &str = "线扫描 相机 带钢 表面 检测 传感器 镜头 光源 钢卷 缺陷 辊子 速度 图像 像素 编码器 触发 \
    采集卡 电缆 工厂 操作员 班次 质量 报告 客户 投诉 钢铁 纸张 薄膜 电池 极片 涂布 张力 边缘 孔洞 划痕 污渍 \
    暗场 明场 曝光 增益 噪声 标定 靶标 分辨率 景深 焦点 支架 振动 温度 粉尘 冷却 机柜 网络 服务器 存储 \
    分类器 训练 样本 标签 复核 阈值 报警 剔除 成本 价格 交付 服务 合同 备件 软件 更新 接口 协议 标准 测量 \
    记录 比较 发现 统计 显示 开始 停止 更换 需要 达到 节省 在 的 对 每 当 之后 之前 因为 以及 或者 更 少";

/// The words that pages are made of.
pub struct Pool {
    english: Vec<&'static str>,
    chinese: Vec<&'static str>,
}

/// The page that a path names; the first one is the root.
pub fn number(path: &str) -> Option<u32> {
    match path {
        "/" => Some(0),
        _ => path.strip_prefix("/p/")?.strip_suffix(".html")?.parse().ok(),
    }
}

fn path(number: u32) -> String {
    match number {
        0 => "/".to_owned(),
        _ => format!("/p/{number}.html"),
    }
}

/// A generator of numbers that look random and are the same each time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

impl Pool {
    pub fn new() -> Self {
        Self {
            english: ENGLISH.split_whitespace().collect(),
            chinese: CHINESE.split_whitespace().collect(),
        }
    }

    /// Writes page `number` of a host that has `pages`.
    pub fn write(&self, out: &mut String, host: u32, number: u32, pages: u32) {
        let mut numbers = Numbers(u64::from(host) << 32 | u64::from(number));
        let chinese = number % 2 == 1;
        let language = if chinese { "zh-CN" } else { "en" };
        let mut title = String::new();
        self.sentence(&mut title, &mut numbers, chinese, 6);
        let _ = write!(
            out,
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>{title} {number}</title>\n<meta name=\"description\" content=\"{title}\">\n\
             <link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n\
             <header><nav class=\"menu\"><ul>\n"
        );
        for entry in 0..12 {
            let word = self.word(entry * 7, chinese);
            let _ = writeln!(out, "<li><a href=\"/#{entry}\">{word}</a></li>");
        }
        let _ = write!(out, "</ul></nav></header>\n<main>\n<article>\n<h1>{title} {number}</h1>\n");
        // From 4 to 60 KB; small pages are more frequent than large ones.
        let share = numbers.below(1000) as f64 / 1000.0;
        let size = (2500.0 * 23.0_f64.powf(share)) as usize;
        let start = out.len();
        while out.len() - start < size {
            out.push_str("<p>");
            for _ in 0..3 + numbers.below(4) {
                let words = 8 + numbers.below(12);
                self.sentence(out, &mut numbers, chinese, words);
                out.push_str(if chinese { "。" } else { ". " });
            }
            out.push_str("</p>\n");
            if numbers.below(5) == 0 {
                out.push_str("<h2>");
                self.sentence(out, &mut numbers, chinese, 4);
                out.push_str("</h2>\n");
            }
        }
        out.push_str("</article>\n<aside><h3>+</h3><ul>\n");
        let others = (0..3).map(|_| numbers.below(pages as usize) as u32).collect::<Vec<_>>();
        let below = (1..=8).map(|child| number * 8 + child).filter(|child| *child < pages);
        for link in below.chain(others) {
            let word = self.word(link as usize, chinese);
            let _ = writeln!(out, "<li><a href=\"{}\">{word} {link}</a></li>", path(link));
        }
        out.push_str("</ul></aside>\n</main>\n<footer><p>Example · 示例</p></footer>\n</body>\n</html>\n");
    }

    fn word(&self, at: usize, chinese: bool) -> &'static str {
        let words = if chinese { &self.chinese } else { &self.english };
        words[at % words.len()]
    }

    fn sentence(&self, out: &mut String, numbers: &mut Numbers, chinese: bool, words: usize) {
        for at in 0..words {
            if at > 0 && !chinese {
                out.push(' ');
            }
            out.push_str(self.word(numbers.below(1 << 20), chinese));
        }
    }
}
