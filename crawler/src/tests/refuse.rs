//! A host that wants to see a person is left; a page that is none is gone.

use masthead_store::{Outcome, ProblemKind, Record};

use super::turn::{pairs, settings, site, turn};
use crate::{
    Settings,
    web::{Reply, html},
};

const TEST: &str = "<title>安全验证</title><body><p>请拖动滑块完成验证";

#[test]
fn a_challenge_ends_the_hosts_turn_and_is_told_once() {
    let reason =
        "the server asks for proof that a person is reading (a challenge page: “安全验证”)";
    for (status, delay) in [(200, 2.0), (200, 0.0), (403, 2.0), (405, 0.0), (503, 2.0)] {
        let settings = Settings {
            delay,
            ..settings()
        };
        let told = turn(&site(), settings, |web| {
            let test = Reply::body(TEST).with(|response| response.status = status);
            web.page("http://hx.example/", "衡像科技", &["/a", "/b", "/c", "/d"])
                .page("http://hx.example/a", "线扫描相机", &[])
                .on("http://hx.example/b", [test])
                .page("http://hx.example/c", "极片检测", &[])
                .page("http://hx.example/d", "带钢检测", &[])
        });
        assert!(!told.paths().contains(&"/e"), "{status}");
        let ends = told.ends();
        assert_eq!(ends[..2], pairs(&[("/", "ok"), ("/a", "ok")]), "{status}");
        assert!(
            ends.contains(&("/b".to_owned(), reason.to_owned())),
            "{ends:?}"
        );
        if delay > 0.0 || status != 200 {
            assert_eq!(told.paths(), ["/robots.txt", "/", "/a", "/b"], "{status}");
            assert_eq!(ends.len(), 5);
        }
        let problems = told.problems();
        assert_eq!(problems.len(), 1, "{status}");
        assert_eq!(problems[0].0, ProblemKind::Unreachable);
        assert!(problems[0].2.contains("Ask the site's owner"));
    }
}

#[test]
fn a_challenge_in_place_of_robots_is_no_leave() {
    for status in [403, 503] {
        let told = turn(&site(), settings(), |web| {
            let test = Reply::body(TEST).with(|response| response.status = status);
            web.on("http://hx.example/robots.txt", [test]).page(
                "http://hx.example/",
                "衡像科技",
                &[],
            )
        });
        assert_eq!(told.paths(), ["/robots.txt"], "{status}");
    }
}

#[test]
fn a_page_that_says_it_is_not_there_is_gone() {
    let home = "<main><h1>衡像科技</h1><p>我们生产线扫描相机与检测软件，服务带钢、电池与薄膜行业，\
                在三地设有应用中心，为客户提供选型、试拍与现场调试，并以统一接口交付检测数据。\
                所有设备均可在产线停机窗口内完成安装与标定，质保两年。每台相机出厂前都经过七十二\
                小时连续运行与温度循环测试，测试记录随设备交付，客户可以随时在线查询。</p>\
                <p><a href=/p/1.html>线扫描相机</a><a href=/p/2.html>极片</a><a href=/p/3>带钢</a>";
    let told = turn(&site(), settings(), |web| {
        web.on("http://hx.example/", [Reply::body(home)])
            .on(
                "http://hx.example/p/1.html",
                [Reply::body("<title>404</title><h1>页面不存在</h1>")],
            )
            .on("http://hx.example/p/2.html", [Reply::body(home)])
            .on("http://hx.example/p/3", [Reply::to(302, "/")])
    });
    let gone = told.records.iter().filter_map(|record| match record {
        Record::End(task, Outcome::Gone) => Some(task.url.path()),
        _ => None,
    });
    let gone: Vec<_> = gone.collect();
    assert_eq!(gone, ["/p/1.html", "/p/2.html", "/p/3"]);
}

#[test]
fn a_start_that_is_not_there_is_a_problem() {
    let told = turn(&site(), settings(), |web| {
        let page = html("Page not found", &[]);
        web.on("http://hx.example/", [Reply::body(page)])
    });
    assert_eq!(told.problems()[0].0, ProblemKind::Missing);
    assert_eq!(
        told.problems()[0].2,
        "The page says that it is not there (“Page not found”). Nothing is there any more. Look \
         for the new address and put it into masthead.toml."
    );
}
