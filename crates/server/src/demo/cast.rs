//! Who plays in the demonstration: invented people and companies.

/// A member of the firm.
pub struct Colleague {
    pub name: &'static str,
    pub email: &'static str,
    /// The branches she works in, by their place in [`BRANCHES`].
    pub branches: &'static [usize],
    pub role: &'static str,
}

/// A branch of the firm.
pub struct Office {
    pub name: &'static str,
    pub email: &'static str,
    pub country: &'static str,
    pub currency: &'static str,
}

/// A client company and its owner.
pub struct Company {
    pub name: &'static str,
    pub owner: &'static str,
    /// The branch that serves it, by its place in [`BRANCHES`].
    pub branch: usize,
    pub trade: Trade,
}

/// What a company lives from; decides what its months look like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Trade {
    /// Sells hours.
    Services,
    /// Sells goods.
    Shop,
    /// Makes things.
    Workshop,
    /// Feeds people.
    Kitchen,
}

/// The firm.
pub const FIRM: &str = "Harbour & Pike LLP";

/// Everybody's password in the demonstration; printed at the start.
pub const PASSWORD: &str = "copper ladder tuesday orchard";

/// The firm's offices. The first one is the founder's.
pub const BRANCHES: [Office; 3] = [
    Office { name: "Bristol", email: "bristol@harbourpike.example", country: "GB", currency: "GBP" },
    Office { name: "Lisbon", email: "lisbon@harbourpike.example", country: "PT", currency: "EUR" },
    Office { name: "Boston", email: "boston@harbourpike.example", country: "US", currency: "USD" },
];

/// The founder, Super Admin.
pub const FOUNDER: (&str, &str) = ("Asha Raman", "asha@harbourpike.example");

/// The team.
pub const TEAM: [Colleague; 6] = [
    Colleague { name: "Tom Ellery", email: "tom@harbourpike.example", branches: &[0], role: "admin" },
    Colleague { name: "Hanna Lindqvist", email: "hanna@harbourpike.example", branches: &[0], role: "member" },
    Colleague { name: "Seun Adeyemi", email: "seun@harbourpike.example", branches: &[0, 2], role: "member" },
    Colleague { name: "Inês Carvalho", email: "ines@harbourpike.example", branches: &[1], role: "owner" },
    Colleague { name: "Declan Byrne", email: "declan@harbourpike.example", branches: &[1], role: "member" },
    Colleague { name: "Mei-Ling Zhou", email: "meiling@harbourpike.example", branches: &[2], role: "owner" },
];

const fn company(name: &'static str, owner: &'static str, branch: usize, trade: Trade) -> Company {
    Company { name, owner, branch, trade }
}

/// The clients.
pub const CLIENTS: [Company; 42] = [
    company("Abbots Leigh Veterinary Ltd", "Ruth Penrose", 0, Trade::Services),
    company("Alder & Ash Landscapes", "Gethin Morse", 0, Trade::Workshop),
    company("Bellringer Bakehouse", "Joan Bellringer", 0, Trade::Kitchen),
    company("Calloway Dental", "Marcus Calloway", 0, Trade::Services),
    company("Clifton Lido Café", "Zoë Hartnell", 0, Trade::Kitchen),
    company("Fennel & Rye", "Imogen Vale", 0, Trade::Kitchen),
    company("Greaves Haulage", "Alan Greaves", 0, Trade::Workshop),
    company("Hollis Print Works", "Bea Hollis", 0, Trade::Workshop),
    company("Jessop Family Farm", "Paul Jessop", 0, Trade::Shop),
    company("Marlow & Finch Joinery Ltd", "Eleanor Finch", 0, Trade::Workshop),
    company("Northfold Architects", "Callum Reid", 0, Trade::Services),
    company("Okafor Consulting", "Ada Okafor", 0, Trade::Services),
    company("Orchard Row Cider", "Sam Trelawny", 0, Trade::Shop),
    company("Pinnock & Sons Electrical", "Leroy Pinnock", 0, Trade::Workshop),
    company("Quayside Legal", "Harriet Voss", 0, Trade::Services),
    company("Redcliffe Robotics", "Vikram Nair", 0, Trade::Workshop),
    company("Severn Sails", "Kit Barrow", 0, Trade::Workshop),
    company("Tessellate Studio", "Mina Farrow", 0, Trade::Services),
    company("Totterdown Books", "Owen Prys", 0, Trade::Shop),
    company("Zimmer Boats", "Lotte Zimmer", 0, Trade::Workshop),
    company("Adega do Rio", "Tiago Moura", 1, Trade::Shop),
    company("Azulejo Vivo Lda", "Beatriz Lopes", 1, Trade::Workshop),
    company("Café Alfama", "Rui Figueira", 1, Trade::Kitchen),
    company("Clínica São Bento", "Marta Avelar", 1, Trade::Services),
    company("Costa Verde Surf", "Nuno Brandão", 1, Trade::Shop),
    company("Fábrica de Papel Tejo", "Helena Prado", 1, Trade::Workshop),
    company("Livraria Estrela", "Joana Simões", 1, Trade::Shop),
    company("Mar & Sal Conservas", "Pedro Quintela", 1, Trade::Shop),
    company("Oficina Norte", "Duarte Campos", 1, Trade::Workshop),
    company("Padaria Ribeira", "Célia Nogueira", 1, Trade::Kitchen),
    company("Quinta da Bela Vista", "Filipe Serra", 1, Trade::Shop),
    company("Sardinha Design", "Inês Pacheco", 1, Trade::Services),
    company("Tram 28 Tours", "Carla Mendonça", 1, Trade::Services),
    company("Back Bay Bicycles", "Noah Feldman", 2, Trade::Shop),
    company("Beacon Hill Bakery", "Grace O’Malley", 2, Trade::Kitchen),
    company("Charles River Yoga", "Priya Desai", 2, Trade::Services),
    company("Fenway Framing Co", "Walter Brooks", 2, Trade::Workshop),
    company("Harborview Optics", "Elise Laurent", 2, Trade::Shop),
    company("Longfellow Letterpress", "Simon Achterberg", 2, Trade::Workshop),
    company("Mystic Marine Supply", "Dana Whitcomb", 2, Trade::Shop),
    company("Somerville Software", "Arjun Rao", 2, Trade::Services),
    company("Union Square Donuts & Tea", "Keiko Tanaka", 2, Trade::Kitchen),
];

/// A company that has asked and waits for an answer.
pub struct Asking {
    pub company: Company,
    pub message: Option<&'static str>,
    /// How long ago it asked.
    pub hours_ago: i64,
}

/// Those who wait.
pub const ASKING: [Asking; 4] = [
    Asking {
        company: company("Sotto Coffee Roasters Ltd", "Matteo Ferri", 0, Trade::Kitchen),
        message: Some(
            "Our last bookkeeper retired in the summer and the September VAT return went in late. We have two cafés \
             and a roastery, about 300 transactions a month. Could you take over from November?",
        ),
        hours_ago: 41,
    },
    Asking {
        company: company("Tidewater Pilates Ltd", "Grace Holloway", 0, Trade::Services),
        message: Some("Recommended by Clifton Lido."),
        hours_ago: 25,
    },
    Asking {
        company: company("Wye Valley Glamping", "Bethan Price", 0, Trade::Services),
        message: None,
        hours_ago: 1,
    },
    Asking {
        company: company("Ateliê do Castelo", "Sofia Valente", 1, Trade::Workshop),
        message: Some("Precisamos de ajuda com as contas deste ano."),
        hours_ago: 7,
    },
];

/// An owner's sign-in address, from her name.
pub fn address_of(owner: &str) -> String {
    format!("{}@{}.example", kernel::folded(owner).replace([' ', '’', '\''], "."), "clients")
}
