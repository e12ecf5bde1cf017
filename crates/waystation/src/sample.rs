//! Sample people: the same sixty-four on every machine, invented, over all roles, years and many cultures.
//!
//! Everything follows from the place in the list, dates and ids too, so that two servers differ only in what people do
//! to them.

use jiff::Timestamp;
use waystation_store::{Id, Permissions, Role, User};

/// First name, last name, name of the mailbox, time zone, language.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const PEOPLE: &[Row] = &[
    ("Amara", "Okafor", "amara.okafor", "Africa/Lagos", "en-us"),
    ("Zoë", "van den Berg", "zoe.vandenberg", "Europe/Amsterdam", "en-us"),
    ("Hiroshi", "Tanaka", "hiroshi.tanaka", "Asia/Tokyo", "ja-jp"),
    ("Nadia", "Haddad", "nadia.haddad", "Asia/Beirut", "fr-fr"),
    ("Łukasz", "Wiśniewski", "lukasz.wisniewski", "Europe/Warsaw", "en-us"),
    ("María José", "Gutiérrez", "mariajose.gutierrez", "America/Bogota", "es-es"),
    ("Søren", "Ågaard", "soren.aagaard", "Europe/Copenhagen", "en-us"),
    ("Priya", "Raghunathan", "priya.raghunathan", "Asia/Kolkata", "en-us"),
    ("Jürgen", "Großmann", "juergen.grossmann", "Europe/Berlin", "de-de"),
    ("小雨", "王", "xiaoyu.wang", "Asia/Shanghai", "zh-cn"),
    ("Siobhán", "O'Sullivan", "siobhan.osullivan", "Europe/Dublin", "en-us"),
    ("Thiago", "Conceição", "thiago.conceicao", "America/Sao_Paulo", "pt-br"),
    ("Елена", "Морозова", "elena.morozova", "Europe/Sofia", ""),
    ("Kwame", "Asante-Boateng", "kwame.asante", "Africa/Accra", "en-us"),
    ("Chiara", "D'Angelo", "chiara.dangelo", "Europe/Rome", "it-it"),
    ("Nguyễn", "Thị Hương", "huong.nguyen", "Asia/Ho_Chi_Minh", ""),
    ("Björk", "Þórsdóttir", "bjork.thorsdottir", "Atlantic/Reykjavik", ""),
    ("Ayşe", "Yıldırım", "ayse.yildirim", "Europe/Istanbul", ""),
    ("Grace", "Whitfield", "grace.whitfield", "America/Denver", "en-us"),
    ("Mateusz", "Żak", "mateusz.zak", "Europe/Warsaw", ""),
    ("Léa", "Dubois-Marchand", "lea.dubois", "Europe/Paris", "fr-fr"),
    ("Tomás", "Ó Briain", "tomas.obriain", "Europe/Dublin", ""),
    ("유진", "김", "yujin.kim", "Asia/Seoul", ""),
    ("Fatima", "El Amrani", "fatima.elamrani", "Africa/Casablanca", "fr-fr"),
    ("Ciprian", "Ștefănescu", "ciprian.stefanescu", "Europe/Bucharest", ""),
    ("Malia", "Kealoha", "malia.kealoha", "Pacific/Honolulu", "en-us"),
    ("Οδυσσέας", "Παπαδάκης", "odysseas.papadakis", "Europe/Athens", ""),
    ("Dmytro", "Kovalenko", "dmytro.kovalenko", "Europe/Kyiv", ""),
    ("Ingrid", "Lindqvist", "ingrid.lindqvist", "Europe/Stockholm", ""),
    ("Rahel", "Tesfaye", "rahel.tesfaye", "Africa/Addis_Ababa", "en-us"),
    ("José", "Núñez", "jose.nunez", "America/Mexico_City", "es-es"),
    ("さくら", "山本", "sakura.yamamoto", "Asia/Tokyo", "ja-jp"),
    ("Eero", "Mäkelä", "eero.makela", "Europe/Helsinki", ""),
    ("Leilani", "Fonoti", "leilani.fonoti", "Pacific/Apia", "en-us"),
    ("Vojtěch", "Dvořák", "vojtech.dvorak", "Europe/Prague", ""),
    ("Anjali", "Deshpande", "anjali.deshpande", "Asia/Kolkata", "en-us"),
    ("Marlon", "Batista", "marlon.batista", "America/Santo_Domingo", "es-es"),
    ("Noa", "Friedman", "noa.friedman", "Asia/Jerusalem", ""),
    ("Gwenllian", "Pryce", "gwenllian.pryce", "Europe/London", "en-us"),
    ("Õie", "Tamm", "oie.tamm", "Europe/Tallinn", ""),
    ("Darius", "Petrauskas", "darius.petrauskas", "Europe/Vilnius", ""),
    ("Sofía", "Quispe Mamani", "sofia.quispe", "America/La_Paz", "es-es"),
    ("Henrike", "Voß", "henrike.voss", "Europe/Vienna", "de-de"),
    ("Ravindu", "Wickramasinghe", "ravindu.wickramasinghe", "Asia/Colombo", ""),
    ("Aroha", "Ngata", "aroha.ngata", "Pacific/Auckland", "en-us"),
    ("Baptiste", "Lefèvre", "baptiste.lefevre", "Europe/Brussels", "fr-fr"),
    ("سارة", "الهاشمي", "sara.alhashimi", "Asia/Dubai", ""),
    ("Miloš", "Jovanović", "milos.jovanovic", "Europe/Belgrade", ""),
    ("Tala", "Evangelista", "tala.evangelista", "Asia/Manila", "en-us"),
    ("Owen", "MacAllister", "owen.macallister", "America/Halifax", "en-us"),
    ("Zsófia", "Szűcs", "zsofia.szucs", "Europe/Budapest", ""),
    ("Ifeoma", "Nwosu", "ifeoma.nwosu", "Africa/Lagos", "en-us"),
    ("Beatriz", "Magalhães", "beatriz.magalhaes", "Europe/Lisbon", "pt-br"),
    ("Andrej", "Hočevar", "andrej.hocevar", "Europe/Ljubljana", ""),
    ("Nokuthula", "Dlamini", "nokuthula.dlamini", "Africa/Johannesburg", "en-us"),
    ("Emil", "Kjær", "emil.kjaer", "Europe/Oslo", ""),
    ("Daniela", "Rossi", "daniela.rossi", "Europe/Zurich", "it-it"),
    ("Wei-Ling", "Chen", "weiling.chen", "Asia/Taipei", "zh-cn"),
    ("Tariq", "Mahmood", "tariq.mahmood", "Asia/Karachi", ""),
    ("Catalina", "Peñaloza", "catalina.penaloza", "America/Santiago", "es-es"),
    ("Marit", "Šimkutė", "marit.simkute", "Europe/Riga", ""),
    ("Abebe", "Girma", "abebe.girma", "Africa/Addis_Ababa", ""),
    ("Julia", "Schäfer", "julia.schaefer", "Europe/Berlin", "de-de"),
    ("Samuel", "Brightwater", "samuel.brightwater", "America/Winnipeg", "en-us"),
];

/// The roles repeat in this order, so that every role has several people.
const ROLES: [Role; 10] = [
    Role::Artisan,
    Role::Viewer,
    Role::Member,
    Role::Artisan,
    Role::Evaluated,
    Role::Viewer,
    Role::Curator,
    Role::Member,
    Role::NoAccess,
    Role::Artisan,
];

/// 4 March 2019, when the first of them came.
const FIRST_CAME_MS: i64 = 1_551_686_400_000;

/// The others came 36 days after each other, until summer 2025.
const BETWEEN_MS: i64 = 36 * DAY_MS;

/// 30 September 2025: nobody signed in later.
const LAST_SIGN_IN_MS: i64 = 1_759_190_400_000;

const DAY_MS: i64 = 86_400_000;

/// Half of the node part of sample ids; no running server has it, since those are random.
const NODE: [u8; 5] = *b"sampl";

/// All of them, oldest first.
pub fn people() -> Vec<User> {
    PEOPLE.iter().zip(0..).map(|(row, place)| person(row, place)).collect()
}

/// Whether this person is one of the few with a password and a key: the first Artisan and the first Viewer.
pub fn has_credentials(user: &User) -> bool {
    PEOPLE.iter().take(2).any(|(_, _, mailbox, _, _)| user.email == address(mailbox))
}

fn address(mailbox: &str) -> String {
    format!("{mailbox}@example.com")
}

fn person(row: &Row, place: u32) -> User {
    let (first_name, last_name, mailbox, time_zone, language) = *row;
    let mut dice = Dice(u64::from(place) + 1);
    let role = ROLES[place as usize % ROLES.len()];
    let created_ms = FIRST_CAME_MS + i64::from(place) * BETWEEN_MS + dice.below(BETWEEN_MS);
    let created_at = at(created_ms);
    let has_credentials = place < 2;
    let is_active = has_credentials || place % 7 != 5;
    let has_signed_in = place % 6 != 4;
    let signed_in_ms = created_ms + dice.below(LAST_SIGN_IN_MS - created_ms);
    let may_schedule = matches!(role, Role::Artisan | Role::Curator);
    User {
        id: Id::from_parts(u32::try_from(created_at.as_second()).unwrap_or_default(), NODE, place),
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: address(mailbox),
        role,
        default_worker_tag: if place % 9 == 3 { "spatial".to_owned() } else { String::new() },
        permissions: Permissions {
            schedules_jobs: may_schedule,
            prioritizes_jobs: role == Role::Curator,
            assigns_jobs: role == Role::Curator || place.is_multiple_of(11),
            creates_collections: may_schedule && place % 4 != 1,
            manages_dcm: role == Role::Artisan && place.is_multiple_of(3),
            shares_dcm_for_execution: role == Role::Artisan && place.is_multiple_of(6),
            shares_dcm_for_collaboration: false,
            manages_dcm_vaults: false,
        },
        is_api_enabled: has_credentials,
        default_credential_id: String::new(),
        is_account_locked: place == 23,
        is_active,
        is_validated: has_signed_in,
        last_login_at: has_signed_in.then(|| at(signed_in_ms)),
        time_zone: time_zone.to_owned(),
        language: if language.is_empty() { "en-us" } else { language }.to_owned(),
        created_at,
    }
}

fn at(millisecond: i64) -> Timestamp {
    Timestamp::from_millisecond(millisecond).unwrap_or_default()
}

/// Repeatable numbers (SplitMix64): sample data needs variety, not secrecy.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        let limit = u64::try_from(limit.max(1)).unwrap_or(1);
        i64::try_from(mixed % limit).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
