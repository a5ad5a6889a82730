//! The table of variants that security row T12 asks for, and round trips.

use super::*;
use proptest::prelude::*;

const INVITED: &str = "maria.santos@studio.example";

fn key_of(typed: &str) -> Result<String, FieldError> {
    EmailAddress::parse(typed).map(|address| address.key().as_str().to_owned())
}

#[test]
fn only_ascii_case_variants_are_the_same_address() {
    let same = ["Maria.Santos@studio.example", "MARIA.SANTOS@STUDIO.EXAMPLE", "maria.santos@Studio.Example"];
    for typed in same {
        assert_eq!(key_of(typed).as_deref(), Ok(INVITED), "{typed}");
        assert_eq!(EmailAddress::parse(typed).unwrap().as_str(), typed);
    }
    let different = [
        "mariasantos@studio.example",
        "m.aria.santos@studio.example",
        "maria.santos+books@studio.example",
        "maria-santos@studio.example",
        "maria_santos@studio.example",
        "maria.santos1@studio.example",
        "maria.santos@studi0.example",
        "maria.santos@www.studio.example",
        "maria.santos@studio.example.com",
        "maria.santos@studio-example.com",
        "maria.santos@stüdio.example",
        "maria.santos@ѕtudio.example",
        "maria.santos@studıo.example",
        "maria.santos@studio.exampl",
    ];
    for typed in different {
        let key = key_of(typed).unwrap_or_else(|error| panic!("{typed}: {error:?}"));
        assert_ne!(key, INVITED, "{typed}");
    }
}

#[test]
fn disguises_and_malformed_addresses_are_refused() {
    let refused = [
        "marıa.santos@studio.example",
        "maría.santos@studio.example",
        "mаria.santos@studio.example",
        "ｍaria.santos@studio.example",
        "maria.santoß@studio.example",
        "maria.santos\u{200b}@studio.example",
        "maria.santos@stu\u{200b}dio.example",
        "maria.santos@stu\u{ad}dio.example",
        "maria.santos@stu\u{200d}dio.example",
        "maria.santos@ｓtudio.example",
        "maria.santos@ſtudio.example",
        "maria.santos@studio。example",
        "maria.santos@studio．example",
        "maria.santos＠studio.example",
        "\u{202e}maria.santos@studio.example",
        "maria.santos@studio.example.",
        "maria.santos@studio..example",
        "maria.santos@.studio.example",
        "maria.santos@-studio.example",
        "maria.santos@stu_dio.example",
        "\"maria.santos\"@studio.example",
        "\"maria santos\"@studio.example",
        "maria santos@studio.example",
        " maria.santos@studio.example",
        "maria.santos@studio.example ",
        "maria.santos@studio.example\r\nBcc: x@y.example",
        "maria.santos@studio.example\n",
        "maria.santos@studio.example\0",
        "maria.santos\0@studio.example",
        "maria.santos@studio.example,x@y.example",
        "maria.santos;x@studio.example",
        "<maria.santos@studio.example>",
        "Maria <maria.santos@studio.example>",
        "maria.santos(comment)@studio.example",
        "maria.santos@@studio.example",
        "maria@santos@studio.example",
        ".maria.santos@studio.example",
        "maria.santos.@studio.example",
        "maria..santos@studio.example",
        "maria.santos",
        "@studio.example",
        "maria.santos@",
        "maria.santos@studio",
        "maria.santos@[127.0.0.1]",
        "maria.santos@127.0.0.1",
        "maria.santos@studio.example:25",
        "maria.santos@xn--zzzzzz--.example",
        "maria\\.santos@studio.example",
    ];
    for typed in refused {
        assert_eq!(key_of(typed).map_err(FieldError::code), Err("not_an_email"), "{typed:?}");
    }
    assert_eq!(key_of(""), Err(FieldError::Required));
}

#[test]
fn international_domains_compare_by_their_ascii_form() {
    for typed in [
        "info@bücher.example",
        "info@BÜCHER.example",
        "info@xn--bcher-kva.example",
        "info@bu\u{308}cher.example",
    ] {
        assert_eq!(key_of(typed).as_deref(), Ok("info@xn--bcher-kva.example"), "{typed}");
    }
    assert_eq!(key_of("info@straße.example").as_deref(), Ok("info@xn--strae-oqa.example"));
    assert_eq!(key_of("root@LocalHost").as_deref(), Ok("root@localhost"));
}

#[test]
fn lengths_are_limited() {
    let local = "a".repeat(64);
    let domain = format!("{}.{}.{}.example", "b".repeat(60), "c".repeat(60), "d".repeat(59));
    assert_eq!(local.len() + 1 + domain.len(), 254);
    assert!(key_of(&format!("{local}@{domain}")).is_ok());
    let too_long = Err(FieldError::NotAnEmail(EmailFault::Length));
    assert_eq!(key_of(&format!("{local}@d{domain}")), too_long);
    assert_eq!(key_of(&format!("a{local}@studio.example")), too_long);
    assert!(key_of(&format!("a@{}.example", "b".repeat(64))).is_err());
}

#[test]
fn masks_hide_all_but_the_first_letters() {
    let masked = |typed: &str| EmailAddress::parse(typed).unwrap().masked();
    assert_eq!(masked(INVITED), "m•••@s•••.example");
    assert_eq!(masked("a@b.co.uk"), "a•••@b•••.uk");
    assert_eq!(masked("root@localhost"), "r•••@l•••");
    assert_eq!(format!("{:?}", EmailAddress::parse(INVITED).unwrap()), "m•••@s•••.example");
}

#[test]
fn serde_carries_the_typed_form() {
    let address = EmailAddress::parse("Maria@Studio.example").unwrap();
    let json = serde_json::to_string(&address).unwrap();
    assert_eq!(json, "\"Maria@Studio.example\"");
    assert_eq!(serde_json::from_str::<EmailAddress>(&json).unwrap(), address);
}

proptest! {
    #[test]
    fn whatever_is_accepted_reads_back_and_keys_are_stable(typed in "[a-zA-Z0-9.+_-]{1,12}@[a-zA-Zü0-9.-]{1,12}\\.[a-z]{2,5}") {
        if let Ok(address) = EmailAddress::parse(&typed) {
            prop_assert_eq!(address.as_str(), &typed);
            let again = EmailAddress::parse(address.key().as_str()).unwrap();
            prop_assert_eq!(again.key(), address.key());
            prop_assert!(address.key().as_str().is_ascii());
        }
    }

    #[test]
    fn reading_never_panics_and_never_lets_a_break_through(typed in ".{0,60}") {
        if let Ok(address) = EmailAddress::parse(&typed) {
            prop_assert!(!address.as_str().chars().any(|c| c.is_control() || c.is_whitespace()));
        }
    }
}
