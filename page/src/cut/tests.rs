//! The same tokens as the parser's own tokenizer gives, for every state of the standard.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use proptest::prelude::*;

use super::Cutter;

/// Keeps the tokens, with neighbouring texts as one. Lines are not compared: the parser misses some.
struct Kept {
    tokens: RefCell<Vec<Token>>,
    /// Whether sections of character data are read as such.
    foreign: bool,
}

impl TokenSink for Kept {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        let content = content(&token);
        match (tokens.last_mut(), token) {
            (_, Token::ParseError(_)) => {}
            (_, Token::CharacterTokens(text)) if text.is_empty() => {}
            (Some(Token::CharacterTokens(before)), Token::CharacterTokens(text)) => {
                before.push_tendril(&text);
            }
            (_, token) => tokens.push(token),
        }
        content
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.foreign
    }
}

/// What the builder of a tree says to a start tag.
fn content(token: &Token) -> TokenSinkResult<()> {
    let Token::TagToken(Tag {
        kind: TagKind::StartTag,
        name,
        ..
    }) = token
    else {
        return TokenSinkResult::Continue;
    };
    match &**name {
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

fn kept(foreign: bool) -> Kept {
    Kept {
        tokens: RefCell::default(),
        foreign,
    }
}

fn ours(page: &str, foreign: bool) -> Vec<Token> {
    let sink = kept(foreign);
    let mut cutter = Cutter::new(page);
    while !cutter.ended() {
        cutter.run(&sink, 7);
    }
    cutter.end(&sink);
    sink.tokens.into_inner()
}

fn theirs(page: &str, foreign: bool) -> Vec<Token> {
    let tokenizer = Tokenizer::new(kept(foreign), Default::default());
    let queue = BufferQueue::default();
    queue.push_back(page.into());
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.tokens.into_inner()
}

#[test]
fn real_forms_are_cut_as_the_parser_cuts_them() {
    for page in [
        include_str!("../../samples/news.html"),
        include_str!("../../samples/product.html"),
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN' \"http://www.w3.org/TR/html4/strict.dtd\">",
        "<!DOCTYPE html SYSTEM 'about:legacy-compat' x><!doctype><!doctype >",
        "<p class=x CLASS=y id='a&amp;b' data-x=\"&lt=1&ampx;&copy=2\" hidden/><br/ >\r\n<img\n src=x\r>",
        "岚目 &copy &notit; &NotEqualTilde; &#x5ca9;&#20849 &#150; &#0; &#xD800; &#99999999999; &# &#x; & &;",
        "<title>a &amp; <b> </titles></TITLE ><textarea>\n&lt;</textarea>",
        "<script>if (a < b) '</scrip>'; <!-- <script> </script> --> </script><p>",
        "<script><!--></script><p><script><!-- x</script>",
        "<style></stylex></style><plaintext></p>\0",
        "<!-- a --><!--> <!---> <!----> <!-- a --!> b --- > -----> <!--\0--",
        "<!x><?php echo ?></ x><//></><![CDATA[ ]] > ]]><a \0=\0 =x==y>\0&",
        "<a href=x",
        "<a href='x",
        "</script",
        "<",
        "</",
        "<!",
        "<!-",
        "<!--",
        "<!--a--!",
        "<!doctype a 'b",
    ] {
        for foreign in [false, true] {
            assert_eq!(ours(page, foreign), theirs(page, foreign), "{page}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_soup_is_cut_as_the_parser_cuts_it(
        parts in prop::collection::vec(prop::sample::select(SOUP), 0..24),
        foreign in any::<bool>(),
    ) {
        let page = parts.concat();
        prop_assert_eq!(ours(&page, foreign), theirs(&page, foreign));
    }
}

const SOUP: &[&str] = &[
    "<",
    ">",
    "/",
    "!",
    "-",
    "--",
    "=",
    "\"",
    "'",
    "?",
    "&",
    ";",
    "#",
    "x",
    "]",
    "\0",
    " ",
    "\n",
    "\r",
    "\u{c}",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<!doctype",
    " public",
    " SYSTEM",
    "<script",
    "</script",
    "<SCRIPT>",
    "<title>",
    "</title",
    "<style>",
    "</style>",
    "<plaintext>",
    "<a ",
    "</A",
    "href",
    "amp",
    "&lt",
    "&notin;",
    "&#",
    "&#x",
    "41",
    "9f",
    "d800",
    "110000",
    "岚",
    "é",
    "html",
];
