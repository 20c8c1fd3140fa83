//! Who buys: the planted customers and the crowd around them.

use jiff::civil::{Date, date};

use crate::calendar::{END, START, plus};
use crate::client::{Card, Client, Role, Season};
use crate::dice::Dice;
use crate::names;
use crate::products::FAULTY;

/// Last order of the customer that fell silent.
pub(crate) const SILENT_SINCE: Date = date(2025, 12, 29);
/// Brings the plans below to the size of the firm.
const SCALE: f64 = 0.8;
/// Share of the largest customer in the last twelve months, as planned.
const LARGEST: f64 = 0.200;
/// Share of each of the two under common control.
const GROUP: f64 = 0.061;
const SELLERS: [&str; 6] = ["卫某", "秦某", "尤某", "许某", "施某", "孔某"];
/// The founder's brother, who holds the large customers.
pub(crate) const RELATIVE: &str = "恒某";
const ALWAYS: (Date, Date) = (START, END);

/// The customers in the making.
struct Cast {
    dice: Dice,
    clients: Vec<Client>,
}

/// Every customer with the plan of its life.
pub(crate) fn cast() -> Vec<Client> {
    let mut cast = Cast {
        dice: Dice::new(1),
        clients: Vec::new(),
    };
    cast.planted();
    cast.keys();
    cast.steady();
    cast.fading();
    cast.passing();
    cast.buckets();
    cast.size_the_largest();
    cast.clients
}

impl Cast {
    /// A customer with sales in 万元 for three years; the stub follows from the last one.
    fn add(&mut self, role: Role, plan: [f64; 3], gap: i64, spans: &[(Date, Date)]) -> &mut Client {
        let number = self.clients.len() + 1;
        let (name, industry) = names::company(number, &mut self.dice);
        let basket = self.basket(industry, if plan[2] > 100.0 { 9 } else { 4 });
        let years = plan.map(|amount| amount * 10_000.0 * SCALE);
        self.clients.push(Client {
            code: format!("KH{number:04}"),
            name,
            role,
            industry,
            plan: [years[0], years[1], years[2], years[2] / 12.0 * 0.6],
            gap,
            spans: spans.to_vec(),
            season: Season::Usual,
            pushed: 1.0,
            basket,
            owner: self.dice.pick(&SELLERS),
            double: None,
            card: Card::default(),
        });
        let last = self.clients.len() - 1;
        &mut self.clients[last]
    }

    fn basket(&mut self, industry: &str, most: i64) -> Vec<usize> {
        let home: &[i64] = match industry {
            "工程机械" | "液压气动" | "农业机械" => &[11, 12, 13, 14, 15, 16, 0, 24],
            "泵阀" | "船舶" => &[17, 18, 19, 20, 21, 22, 23, 2],
            "传动设备" | "汽车零部件" | "新能源装备" => &[6, 7, 8, 9, 10, 29, 1],
            "塑料机械" => &[13, 14, 25, 26, 3, 4],
            _ => &[0, 1, 6, 7, 22, 24, 26, 27],
        };
        let mut basket = Vec::new();
        for _ in 0..self.dice.between(2, most) {
            let at_home = self.dice.chance(0.8);
            let product = if at_home {
                home[self.dice.between(0, home.len() as i64 - 1) as usize]
            } else {
                self.dice.between(0, 29)
            };
            basket.push(product as usize);
        }
        basket.sort_unstable();
        basket.dedup();
        basket
    }

    fn planted(&mut self) {
        let largest = self.add(Role::Largest, [1050.0, 1260.0, 0.0], 6, &[ALWAYS]);
        largest.name = "望潮鲸屿工程机械股份有限公司".into();
        (largest.industry, largest.pushed, largest.owner) = ("工程机械", 1.6, RELATIVE);
        largest.basket = vec![0, 3, 11, 12, FAULTY, 14, 15, 16, 24, 29];
        for (name, years, owner) in [
            ("砺港墨渊液压机械有限公司", [415.0, 440.0], SELLERS[0]),
            ("栖川玄桥油缸（砺港）有限公司", [380.0, 425.0], RELATIVE),
        ] {
            let member = self.add(Role::Group, [years[0], years[1], 0.0], 9, &[ALWAYS]);
            (member.name, member.industry) = (name.into(), "液压气动");
            member.basket = vec![11, 12, FAULTY, 14, 16, 0, 4];
            member.owner = owner;
        }
        let overdue = self.add(Role::Overdue, [300.0, 315.0, 330.0], 12, &[ALWAYS]);
        overdue.owner = RELATIVE;
        let silent = self.add(
            Role::Silent,
            [370.0, 355.0, 128.0],
            12,
            &[(START, SILENT_SINCE)],
        );
        silent.owner = RELATIVE;
        self.add(Role::Declining, [258.0, 246.0, 132.0], 14, &[ALWAYS])
            .owner = RELATIVE;
        let gone = (START, date(2025, 7, 22));
        self.add(Role::Lost, [205.0, 188.0, 0.0], 16, &[gone]);
        let related = self.add(Role::Related, [46.0, 70.0, 118.0], 20, &[ALWAYS]);
        related.name = "霁州恒密样例传动经营部".into();
        related.industry = "贸易流通";
    }

    /// The rest of the top twenty.
    fn keys(&mut self) {
        let plans = [
            [255.0, 262.0, 282.0],
            [262.0, 251.0, 247.0],
            [180.0, 205.0, 231.0],
            [221.0, 214.0, 208.0],
            [170.0, 184.0, 192.0],
            [190.0, 181.0, 173.0],
            [120.0, 146.0, 161.0],
            [166.0, 158.0, 150.0],
            [131.0, 139.0, 143.0],
            [95.0, 112.0, 136.0],
            [128.0, 122.0, 117.0],
            [90.0, 99.0, 108.0],
            [112.0, 107.0, 98.0],
        ];
        for (place, plan) in plans.into_iter().enumerate() {
            let gap = [10, 14, 21][place % 3];
            self.add(Role::Key, plan, gap, &[ALWAYS]).pushed =
                if place % 2 == 0 { 1.8 } else { 1.0 };
        }
    }

    fn steady(&mut self) {
        for number in 0..50 {
            let size = self.dice.unit();
            let first = 13.0 + 40.0 * size * size;
            let drift = self.dice.span(0.93, 1.08);
            let gap = [14, 28, 30, 30, 42][number % 5];
            let plan = [first, first * drift, first * drift * drift];
            self.add(Role::Crowd, plan, gap, &[ALWAYS]);
        }
        for _ in 0..20 {
            let first = self.dice.span(5.0, 14.0);
            let growth = self.dice.span(1.25, 1.6);
            let plan = [first, first * growth, first * growth * growth];
            self.add(Role::Crowd, plan, 28, &[ALWAYS]);
        }
        for number in 0..20 {
            let first = self.dice.span(10.0, 30.0);
            let client = self.add(
                Role::Crowd,
                [first, first * 1.02, first * 0.98],
                20,
                &[ALWAYS],
            );
            client.season = if number % 3 == 0 {
                Season::Autumn
            } else {
                Season::Spring
            };
        }
        for (count, gap, low, high) in [
            (44, 91, 3.5, 13.0),
            (14, 180, 2.5, 8.0),
            (24, 365, 1.5, 6.0),
        ] {
            for _ in 0..count {
                let first = self.dice.span(low, high);
                self.add(Role::Crowd, [first, first, first * 0.97], gap, &[ALWAYS]);
            }
        }
    }

    fn fading(&mut self) {
        for _ in 0..22 {
            let first = self.dice.span(16.0, 38.0);
            let fall = self.dice.span(0.62, 0.8);
            self.add(
                Role::Crowd,
                [first, first * fall, first * fall * fall],
                30,
                &[ALWAYS],
            );
        }
        for number in 0..18 {
            let first = self.dice.span(6.0, 19.0);
            let left = plus(date(2024, 4, 1), self.dice.between(0, 240));
            let away = self.dice.between(190, 520);
            if number < 10 {
                let back = (plus(left, away), END);
                let plan = [first, first * 0.5, first * 0.7];
                self.add(Role::Returned, plan, 35, &[(START, left), back]);
            } else {
                self.add(Role::Crowd, [first, first * 0.6, 0.0], 35, &[(START, left)]);
            }
        }
        for _ in 0..14 {
            let first = self.dice.span(5.0, 17.0);
            let left = plus(date(2025, 6, 15), self.dice.between(0, 170));
            self.add(
                Role::Crowd,
                [first, first * 0.9, first * 0.25],
                35,
                &[(START, left)],
            );
        }
    }

    fn passing(&mut self) {
        for _ in 0..30 {
            let amount = self.dice.span(0.6, 4.5);
            let day = plus(START, self.dice.between(20, 1_000));
            self.add(Role::Once, [amount; 3], 400, &[(day, plus(day, 3))]);
        }
        for number in 0..26 {
            let amount = self.dice.span(4.0, 15.0);
            let base = if number < 12 {
                date(2024, 9, 20)
            } else {
                date(2025, 9, 20)
            };
            let start = plus(base, self.dice.between(0, 250));
            let gap = [14, 28, 45][number % 3];
            self.add(
                Role::Crowd,
                [0.0, amount, amount * 1.1],
                gap,
                &[(start, END)],
            );
        }
        for _ in 0..8 {
            let amount = self.dice.span(33.0, 58.0);
            let day = plus(date(2026, 7, 13), self.dice.between(0, 44));
            self.add(
                Role::Cluster,
                [0.0, 0.0, amount],
                400,
                &[(day, plus(day, 2))],
            );
        }
    }

    fn buckets(&mut self) {
        for (code, name, amount) in [
            ("SK001", "散客", 46.0),
            ("NB001", "霁州恒密样例密封件有限公司（内部调拨）", 22.0),
        ] {
            let bucket = self.add(Role::Bucket, [amount; 3], 12, &[ALWAYS]);
            (bucket.code, bucket.name) = (code.into(), name.into());
            (bucket.industry, bucket.owner) = ("", "");
        }
    }

    /// Sizes the largest and the group so that their shares come out as planned.
    fn size_the_largest(&mut self) {
        let others: f64 = self.clients.iter().map(|client| client.plan[2]).sum();
        let total = others / (1.0 - LARGEST - 2.0 * GROUP);
        for client in &mut self.clients {
            let share = match client.role {
                Role::Largest => LARGEST,
                Role::Group => GROUP,
                _ => continue,
            };
            client.plan[2] = share * total;
            client.plan[3] = client.plan[2] / 12.0 * 0.6;
        }
    }
}
