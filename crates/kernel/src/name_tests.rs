//! Laws of names, with the strings of security row T42.

use super::*;
use proptest::prelude::*;

#[test]
fn ordinary_names_of_many_scripts_are_kept() {
    let kept = [
        "Maria Santos",
        "O'Neill",
        "O’Neill",
        "Jean-Luc",
        "Zoë",
        "Łukasz Żółć",
        "Ólafur Þór",
        "İbrahim",
        "Иван Петров",
        "Ελένη",
        "田中太郎",
        "김민준",
        "محمد علي",
        "שרה כהן",
        "प्रिया शर्मा",
        "สมชาย",
        "ნინო",
        "Աննա",
        "Nguyễn Văn A",
        "3M",
        "A/S Møller & Co.",
        "Müller GmbH & Co. KG",
        "Yahoo!",
        "Ben & Jerry's",
        "7-Eleven",
        "H&M (UK) Ltd",
        "Café №5",
        "Smith, Jones + Partners",
        "\"Quoted\" Ltd",
        "<b>Bold</b> Ltd",
        "'; drop table users; --",
        "{{7*7}} Ltd",
        "=SUM(A1) Ltd",
        "%s%n Ltd",
        "../etc Ltd",
        "😀 Smile Ltd",
        "名前　株式会社",
    ];
    for typed in kept {
        assert_eq!(CompanyName::parse(typed).map(|name| name.to_string()).as_deref(), Ok(typed));
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason() {
    let refused = [
        ("", FieldError::Required),
        ("   ", FieldError::Required),
        ("\u{a0}\u{3000}", FieldError::Required),
        ("a\0b", FieldError::ControlCharacter),
        ("a\nb", FieldError::ControlCharacter),
        ("a\r\nb", FieldError::ControlCharacter),
        ("a\tb", FieldError::ControlCharacter),
        ("a\u{7f}b", FieldError::ControlCharacter),
        ("a\u{85}b", FieldError::ControlCharacter),
        ("a\u{1b}[31m", FieldError::ControlCharacter),
        ("a\u{2028}b", FieldError::ControlCharacter),
        ("a\u{2029}b", FieldError::ControlCharacter),
        ("a\u{202e}b", FieldError::BidiControl),
        ("a\u{202a}b", FieldError::BidiControl),
        ("a\u{2066}b", FieldError::BidiControl),
        ("a\u{2069}b", FieldError::BidiControl),
        ("a\u{200e}b", FieldError::BidiControl),
        ("a\u{200f}b", FieldError::BidiControl),
        ("a\u{61c}b", FieldError::BidiControl),
        ("a\u{200b}b", FieldError::InvisibleCharacter),
        ("a\u{200c}b", FieldError::InvisibleCharacter),
        ("a\u{200d}b", FieldError::InvisibleCharacter),
        ("a\u{2060}b", FieldError::InvisibleCharacter),
        ("a\u{feff}b", FieldError::InvisibleCharacter),
        ("a\u{ad}b", FieldError::InvisibleCharacter),
        ("a\u{34f}b", FieldError::InvisibleCharacter),
        ("a\u{180e}b", FieldError::InvisibleCharacter),
        ("a\u{3164}b", FieldError::InvisibleCharacter),
        ("a\u{fe0f}b", FieldError::InvisibleCharacter),
        ("a\u{e0041}b", FieldError::InvisibleCharacter),
        ("a\u{e0100}b", FieldError::InvisibleCharacter),
        ("a\u{2800}b", FieldError::InvisibleCharacter),
        ("a\u{e000}b", FieldError::UnassignedCharacter),
        ("a\u{f8ff}b", FieldError::UnassignedCharacter),
        ("a\u{100000}b", FieldError::UnassignedCharacter),
        ("a\u{378}b", FieldError::UnassignedCharacter),
        ("a\u{ffff}b", FieldError::UnassignedCharacter),
        ("a\u{1fffe}b", FieldError::UnassignedCharacter),
        ("a\u{fdd0}b", FieldError::UnassignedCharacter),
        ("!!!", FieldError::NoLetter),
        ("— –", FieldError::NoLetter),
        ("😀", FieldError::NoLetter),
    ];
    for (typed, reason) in refused {
        assert_eq!(PersonName::parse(typed), Err(reason), "{typed:?}");
    }
}

#[test]
fn text_is_trimmed_and_normalised() {
    assert_eq!(PersonName::parse("  Zoe\u{308} \n").unwrap().as_str(), "Zoë");
    assert_eq!(Text500::parse(" a\r\nb\rc\n").unwrap().as_str(), "a\nb\nc");
    assert_eq!(Text500::parse("👨‍👩‍👧 ❤️").unwrap().as_str(), "👨‍👩‍👧 ❤️");
    assert_eq!(Text500::parse("a\u{202e}b"), Err(FieldError::BidiControl));
    assert_eq!(Note::parse("\u{200d}"), Err(FieldError::Required));
    assert_eq!(Memo::parse("a\nb"), Err(FieldError::ControlCharacter));
    assert_eq!(Memo::parse_optional("  "), Ok(None));
    assert_eq!(Memo::parse_optional(" x ").unwrap().unwrap().as_str(), "x");
}

#[test]
fn length_counts_what_a_reader_sees_and_bytes_too() {
    let too_long = Err(FieldError::TooLong { max: 100 });
    assert!(PersonName::parse(&"é".repeat(100)).is_ok());
    assert!(PersonName::parse(&"e\u{301}".repeat(100)).is_ok());
    assert_eq!(PersonName::parse(&"a".repeat(101)), too_long);
    assert_eq!(PersonName::parse(&format!("a{}", "\u{30a}".repeat(300))), too_long);
    assert_eq!(PersonName::parse(&"a".repeat(10_000_000)), too_long);
    assert_eq!(FieldError::TooLong { max: 100 }.message(), "Use at most 100 characters.");
}

#[test]
fn search_ignores_accents_case_and_spacing() {
    let table = [
        ("Zoë  MÜLLER", "zoe muller"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("Ｆｕｌｌ", "full"),
        ("ﬁsh", "fish"),
        ("Côte d’Ivoire", "cote d’ivoire"),
        ("名前　株式", "名前 株式"),
        ("Нина Йот", "нина иот"),
    ];
    for (text, key) in table {
        assert_eq!(folded(text), key);
    }
}

#[test]
fn initials_are_two_letters() {
    let table = [
        ("Maria Santos", "MS"),
        ("maria de los santos", "MS"),
        ("Acme", "AC"),
        ("X", "X"),
        ("田中太郎", "田中"),
        ("'O Neill", "ON"),
        ("Smith & Sons", "SS"),
        ("ßen Éric", "SÉ"),
        ("3M", "3M"),
    ];
    for (name, letters) in table {
        assert_eq!(PersonName::parse(name).unwrap().initials(), letters, "{name}");
    }
    assert_eq!(initials("…"), "");
}

#[test]
fn a_company_is_called_by_its_first_two_words() {
    let table = [
        ("Marlow & Finch Joinery Ltd", "MF"),
        ("Sotto Coffee Roasters Ltd", "SC"),
        ("Adega do Rio", "AR"),
        ("Azulejo Vivo Lda.", "AV"),
        ("Acme Ltd", "AC"),
        ("Co", "CO"),
        ("Ltd Co Inc", "LT"),
        ("ebay marketplaces gmbh", "EM"),
        ("3M", "3M"),
        ("Tram 28 Tours", "T2"),
    ];
    for (name, letters) in table {
        assert_eq!(CompanyName::parse(name).unwrap().initials(), letters, "{name}");
    }
    assert_eq!(company_initials("…"), "");
}

#[test]
fn cloth_uses_all_eight_colours_evenly() {
    let mut counts = [0_u32; 8];
    for id in 0..8000_u32 {
        let mut bytes = [7_u8; 16];
        bytes[12..].copy_from_slice(&id.to_be_bytes());
        counts[usize::from(cloth(&bytes)) - 1] += 1;
    }
    assert!(counts.iter().all(|count| (700..1300).contains(count)), "{counts:?}");
}

proptest! {
    #[test]
    fn a_cleaned_name_cleans_to_itself(typed in ".{0,120}") {
        if let Ok(name) = CompanyName::parse(&typed) {
            prop_assert_eq!(CompanyName::parse(name.as_str()), Ok(name.clone()));
            prop_assert!(!name.as_str().chars().any(char::is_control));
            let json = serde_json::to_string(&name).unwrap();
            prop_assert_eq!(serde_json::from_str::<CompanyName>(&json).unwrap(), name);
        }
    }

    #[test]
    fn folding_twice_is_folding_once(typed in ".{0,60}") {
        let once = folded(&typed);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn a_message_reads_back(typed in "(.|\n|\r){0,80}") {
        if let Ok(text) = Text500::parse(&typed) {
            prop_assert_eq!(Text500::parse(text.as_str()), Ok(text.clone()));
            prop_assert!(!text.as_str().contains('\r'));
        }
    }
}
