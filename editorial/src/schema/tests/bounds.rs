//! Numbers beside their bounds, and texts that name a host, an address or a currency.

use super::one;

/// Asserts that `line`, below a title, has one finding of a wrong shape.
#[track_caller]
fn wrong(line: &str, marked: &str, message: &str, help: &str) {
    let column = line.find(marked).unwrap() + 1;
    let toml = format!("title = \"标题\"\n{line}\n");
    one(&toml, "wrong-shape", (2, column, marked), message, help);
}

#[test]
fn a_number_beside_its_bounds_is_told_with_one_that_was_meant() {
    let seconds = "“delay” must be a number from 0 to 86_400, but here is";
    for (line, found, help) in [
        ("delay = -1", "-1", "write delay = 1"),
        ("delay = 1e300", "1e300", "write delay = 86_400"),
        ("delay = -inf", "-inf", "write delay = 14"),
        ("delay = 90_000", "90000", "write delay = 86_400"),
    ] {
        let marked = line.split(" = ").nth(1).unwrap();
        wrong(line, marked, &format!("{seconds} {found}"), help);
    }
    let rate = "“rate” must be a number from 0.0001 to 1, but here is";
    for (line, found, help) in [
        ("rate = 0", "0", "write rate = 0.05"),
        ("rate = 2.9", "2.9", "write rate = 0.029"),
        ("rate = -0.03", "-0.03", "write rate = 0.03"),
        ("rate = 300", "300", "write rate = 1"),
    ] {
        wrong(line, found, &format!("{rate} {found}"), help);
    }
    let hosts = "“hosts” must be a whole number from 1 to 1000, but here is";
    for (line, found, help) in [
        ("hosts = 0", "0", "write hosts = 1"),
        ("hosts = 0x7d1", "0x7d1", "write hosts = 1000"),
        ("hosts = 2.0", "2.0", "write hosts = 2"),
    ] {
        wrong(line, found, &format!("{hosts} {found}"), help);
    }
    let long = "9".repeat(400);
    wrong(
        &format!("hosts = {long}"),
        &long,
        &format!("{hosts} {}…", &long[..40]),
        "write hosts = 14",
    );
}

#[test]
fn a_number_in_quotes_is_told_without_them() {
    for (line, kind, help) in [
        ("rate = \"0.03\"", "a number", "write rate = 0.03"),
        ("rate = \"3 %\"", "a number", "write rate = 0.03"),
        ("rate = \"0.5％\"", "a number", "write rate = 0.005"),
        ("hosts = \"8\"", "a whole number", "write hosts = 8"),
        ("hosts = \"八\"", "a whole number", "write hosts = 14"),
    ] {
        let (key, marked) = line.split_once(" = ").unwrap();
        let message = format!("“{key}” must be {kind}, but here is text");
        wrong(line, marked, &message, help);
    }
}

#[test]
fn a_currency_is_a_code() {
    for (found, help) in [
        ("cny", "CNY"),
        ("人民币", "CNY"),
        ("eur", "EUR"),
        ("€", "CNY"),
    ] {
        wrong(
            &format!("currency = \"{found}\""),
            &format!("\"{found}\""),
            &format!(
                "“currency” must be a currency code of three capital letters, but here is \
                 “{found}”"
            ),
            &format!("write currency = \"{help}\""),
        );
    }
}

#[test]
fn hosts_and_the_addresses_for_them_are_checked_one_by_one() {
    for (found, help) in [
        ("http://intranet.example/a", "intranet.example"),
        ("Intranet.example:8080", "intranet.example"),
        ("内网.example", "xn--v6q792i.example"),
        ("a b", "www.company.example"),
    ] {
        wrong(
            &format!("private = [\"{found}\"]"),
            &format!("\"{found}\""),
            &format!(
                "a value of “private” must be a host name, but here \
                 is “{found}”"
            ),
            &format!("write \"{help}\""),
        );
    }
    let toml = "title = \"x\"\n[resolve]\n\"a.example\" = \"127.0.0.1\"\n\
                \"http://b.example\" = \"127.0.0.1:80\"\n\"c.example\" = \"d.example:80\"\n\
                \"e.example\" = \"localhost:8080\"\n";
    let told: Vec<_> = super::said(toml)
        .into_iter()
        .map(|(_, line, _, marked, message, help)| (line, marked, message, help))
        .collect();
    let value = |line, key, found: &str, help: &str| {
        let message = format!(
            "“resolve.{key}” must be an IP address with a port, but here \
             is “{found}”"
        );
        let help = format!("write example = \"{help}\"");
        (line, format!("\"{found}\""), message, help)
    };
    let name = (
        4,
        "\"http://b.example\"".to_owned(),
        "a name in “resolve” must be a host name, but here is \
         “http://b.example”"
            .to_owned(),
        "write \"b.example\"".to_owned(),
    );
    assert_eq!(
        told,
        [
            value(3, "a.example", "127.0.0.1", "127.0.0.1:80"),
            name,
            value(5, "c.example", "d.example:80", "127.0.0.1:8080"),
            value(6, "e.example", "localhost:8080", "127.0.0.1:8080"),
        ]
    );
}
