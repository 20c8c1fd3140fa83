//! An order book of a wholesaler, the same on every machine: as a workbook with shared strings, as
//! one with its strings in the cells, and as delimited text in two encodings.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Outcome;

const HEADERS: [&str; 8] = [
    "单据号",
    "单据日期",
    "客户编码",
    "客户名称",
    "商品名称",
    "数量",
    "单价",
    "金额",
];
const CUSTOMERS: u64 = 48_000;
const PRODUCTS: u64 = 900;

/// One order line.
struct Line {
    number: String,
    /// Days since 1899-12-30, as a spreadsheet counts.
    day: u32,
    customer: u64,
    product: u64,
    quantity: u64,
    /// In hundredths.
    price: u64,
}

impl Line {
    fn new(row: u64) -> Self {
        let random = mixed(row);
        // Few customers order much, as everywhere.
        let spread = (random >> 32) % CUSTOMERS;
        Self {
            number: format!("XS{:04}{row:08}", 2021 + row / 250_000),
            day: 44_197 + (row / 700) as u32 % 1_700,
            customer: spread * spread / CUSTOMERS,
            product: (random >> 8) % PRODUCTS,
            quantity: 1 + random % 60,
            price: 150 + (random >> 20) % 90_000,
        }
    }

    fn customer_code(&self) -> String {
        format!("C{:05}", self.customer)
    }

    fn customer_name(&self) -> String {
        const PLACES: [&str; 8] = [
            "上海", "苏州", "杭州", "宁波", "深圳", "佛山", "成都", "青岛",
        ];
        const TRADES: [&str; 6] = ["密封件", "机电设备", "化工", "阀门", "五金贸易", "自动化"];
        let place = PLACES[(self.customer % 8) as usize];
        let trade = TRADES[(self.customer / 8 % 6) as usize];
        format!("{place}{:05}{trade}有限公司", self.customer)
    }

    fn product_name(&self) -> String {
        format!("机械密封 MG1-{:03}", self.product)
    }

    fn amount(&self) -> u64 {
        self.quantity * self.price
    }
}

/// A fixed stream of numbers without pattern (SplitMix64).
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Writes what is missing in the folder; the rows.
pub fn all(folder: &Path, rows: u64) -> Outcome<u64> {
    std::fs::create_dir_all(folder)?;
    for (name, write) in [
        ("shared.xlsx", shared as fn(&Path, u64) -> Outcome<()>),
        ("inline.xlsx", inline),
        ("utf-8.csv", utf8),
        ("gb18030.csv", gb18030),
    ] {
        let path = folder.join(name);
        if !path.exists() {
            let part = folder.join(format!("{name}.part"));
            write(&part, rows)?;
            std::fs::rename(part, path)?;
        }
    }
    Ok(rows)
}

fn utf8(path: &Path, rows: u64) -> Outcome<()> {
    text(path, rows, |line| line.as_bytes().to_vec())
}

fn gb18030(path: &Path, rows: u64) -> Outcome<()> {
    text(path, rows, |line| {
        encoding_rs::GB18030.encode(line).0.into_owned()
    })
}

fn text(path: &Path, rows: u64, encode: impl Fn(&str) -> Vec<u8>) -> Outcome<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(&encode(&format!("{}\r\n", HEADERS.join(","))))?;
    let epoch = jiff::civil::date(1899, 12, 30);
    for row in 0..rows {
        let line = Line::new(row);
        let date = epoch.checked_add(jiff::Span::new().days(i64::from(line.day)))?;
        let text = format!(
            "{},{date},{},{},{},{},{},{}\r\n",
            line.number,
            line.customer_code(),
            line.customer_name(),
            line.product_name(),
            line.quantity,
            money(line.price),
            money(line.amount()),
        );
        file.write_all(&encode(&text))?;
    }
    Ok(file.flush()?)
}

fn money(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

struct Book {
    zip: ZipWriter<BufWriter<File>>,
}

impl Book {
    fn new(path: &Path) -> Outcome<Self> {
        let mut book = Self {
            zip: ZipWriter::new(BufWriter::new(File::create(path)?)),
        };
        let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        book.part("[Content_Types].xml", &format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{types}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{types}.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{types}.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{types}.sharedStrings+xml\"/></Types>"
        ))?;
        book.part("_rels/.rels", &format!(
            "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ))?;
        book.part("xl/_rels/workbook.xml.rels", &format!(
            "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
        ))?;
        book.part("xl/workbook.xml", &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"销售明细\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        ))?;
        book.part("xl/styles.xml", &format!(
            "<styleSheet xmlns=\"{MAIN}\"><fonts count=\"1\"><font><sz val=\"11\"/></font></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/><xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
        ))?;
        Ok(book)
    }

    fn begin(&mut self, name: &str) -> Outcome<()> {
        self.zip.start_file(name, SimpleFileOptions::default())?;
        Ok(self.zip.write_all(HEAD.as_bytes())?)
    }

    fn part(&mut self, name: &str, xml: &str) -> Outcome<()> {
        self.begin(name)?;
        Ok(self.zip.write_all(xml.as_bytes())?)
    }

    /// The sheet; `text` writes a text cell's attributes behind its place and its inside.
    fn sheet(&mut self, rows: u64, mut text: impl FnMut(&str) -> String) -> Outcome<()> {
        self.begin("xl/worksheets/sheet1.xml")?;
        let last = rows + 1;
        write!(
            self.zip,
            "<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:H{last}\"/><sheetData><row r=\"1\" spans=\"1:8\">"
        )?;
        for (letter, header) in ('A'..).zip(HEADERS) {
            write!(self.zip, "<c r=\"{letter}1\"{}</c>", text(header))?;
        }
        write!(self.zip, "</row>")?;
        for row in 0..rows {
            let (line, at) = (Line::new(row), row + 2);
            write!(
                self.zip,
                "<row r=\"{at}\" spans=\"1:8\"><c r=\"A{at}\"{}</c><c r=\"B{at}\" s=\"1\"><v>{}</v></c><c r=\"C{at}\"{}</c><c r=\"D{at}\"{}</c><c r=\"E{at}\"{}</c><c r=\"F{at}\"><v>{}</v></c><c r=\"G{at}\"><v>{}</v></c><c r=\"H{at}\"><v>{}</v></c></row>",
                text(&line.number),
                line.day,
                text(&line.customer_code()),
                text(&line.customer_name()),
                text(&line.product_name()),
                line.quantity,
                money(line.price),
                money(line.amount()),
            )?;
        }
        Ok(write!(self.zip, "</sheetData></worksheet>")?)
    }
}

fn shared(path: &Path, rows: u64) -> Outcome<()> {
    let mut book = Book::new(path)?;
    let mut ids = std::collections::HashMap::new();
    let mut strings = Vec::new();
    book.sheet(rows, |text| {
        let id = *ids.entry(text.to_owned()).or_insert_with(|| {
            strings.push(text.to_owned());
            strings.len() - 1
        });
        format!(" t=\"s\"><v>{id}</v>")
    })?;
    book.begin("xl/sharedStrings.xml")?;
    let count = strings.len();
    write!(book.zip, "<sst xmlns=\"{MAIN}\" uniqueCount=\"{count}\">")?;
    for string in strings {
        write!(book.zip, "<si><t>{string}</t></si>")?;
    }
    write!(book.zip, "</sst>")?;
    book.zip.finish()?.flush()?;
    Ok(())
}

fn inline(path: &Path, rows: u64) -> Outcome<()> {
    let mut book = Book::new(path)?;
    book.sheet(rows, |text| {
        format!(" t=\"inlineStr\"><is><t>{text}</t></is>")
    })?;
    book.part(
        "xl/sharedStrings.xml",
        &format!("<sst xmlns=\"{MAIN}\"></sst>"),
    )?;
    book.zip.finish()?.flush()?;
    Ok(())
}
