//! What the shop sells.

use crate::book::Product;
use model::Currency;

/// Category, its code, and its products: Chinese name, English name, unit, price in yuan.
type Shelf = (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str, u32)]);

const SHELVES: [Shelf; 5] = [
    (
        "茶叶 Tea",
        "TEA",
        &[
            ("西湖龙井", "Longjing green tea", "250 g", 168),
            ("碧螺春", "Biluochun green tea", "250 g", 148),
            ("安溪铁观音", "Tieguanyin oolong", "250 g", 118),
            ("正山小种", "Lapsang souchong", "250 g", 98),
            ("云南普洱熟茶饼", "Ripe pu'er cake", "357 g", 138),
            ("福鼎白茶", "White peony tea", "200 g", 128),
            ("茉莉花茶", "Jasmine tea", "250 g", 68),
            ("祁门红茶", "Keemun black tea", "250 g", 88),
            ("英式早餐红茶包", "English breakfast tea bags", "100 pcs", 58),
            ("大麦茶", "Barley tea", "500 g", 28),
        ],
    ),
    (
        "咖啡 Coffee",
        "COF",
        &[
            ("云南小粒咖啡豆", "Yunnan arabica beans", "1 kg", 118),
            ("埃塞俄比亚耶加雪菲", "Yirgacheffe beans", "1 kg", 188),
            ("哥伦比亚咖啡豆", "Colombia beans", "1 kg", 158),
            ("意式拼配咖啡豆", "Espresso blend", "1 kg", 108),
            ("低因咖啡豆", "Decaf beans", "1 kg", 148),
            ("挂耳咖啡", "Drip coffee bags", "10 pcs", 45),
            ("冷萃咖啡液", "Cold brew concentrate", "1 l", 52),
            ("燕麦奶", "Oat milk", "1 l", 16),
        ],
    ),
    (
        "器具 Brewing ware",
        "BRW",
        &[
            ("紫砂壶", "Yixing teapot", "1 pc", 268),
            ("白瓷盖碗", "Porcelain gaiwan", "1 pc", 46),
            ("玻璃公道杯", "Glass fairness cup", "1 pc", 32),
            ("竹制茶盘", "Bamboo tea tray", "1 pc", 158),
            ("手冲壶", "Gooseneck kettle", "1 pc", 198),
            ("滤杯", "Pour-over dripper", "1 pc", 78),
            ("咖啡滤纸", "Coffee filters", "100 pcs", 18),
            ("手摇磨豆机", "Hand grinder", "1 pc", 228),
            ("法压壶", "French press", "1 pc", 88),
        ],
    ),
    (
        "家居 Household",
        "HOM",
        &[
            ("保温杯", "Insulated flask", "1 pc", 98),
            ("马克杯", "Stoneware mug", "1 pc", 38),
            ("棉麻茶巾", "Linen tea towel", "1 pc", 22),
            ("密封储物罐", "Airtight jar", "1 pc", 42),
            ("餐巾纸", "Paper napkins", "20 packs", 36),
            ("外带纸杯", "Takeaway cups", "500 pcs", 145),
            ("竹吸管", "Bamboo straws", "200 pcs", 48),
            ("洗洁精", "Washing-up liquid", "5 l", 56),
        ],
    ),
    (
        "食品 Pantry",
        "PAN",
        &[
            ("椴树蜂蜜", "Linden honey", "500 g", 64),
            ("赤砂糖", "Brown sugar", "1 kg", 15),
            ("杏仁饼干", "Almond biscuits", "400 g", 35),
            ("桂花糕", "Osmanthus cake", "300 g", 32),
            ("黑巧克力", "Dark chocolate", "100 g", 26),
            ("节日礼盒", "Festival gift box", "1 box", 388),
        ],
    ),
];

/// What goes with what: codes of something bought and of what is often bought along.
const GOES_WITH: [(&str, &str); 18] = [
    ("TEA-01", "BRW-02"),
    ("TEA-02", "BRW-03"),
    ("TEA-03", "BRW-02"),
    ("TEA-04", "PAN-01"),
    ("TEA-05", "HOM-04"),
    ("TEA-06", "BRW-03"),
    ("TEA-07", "PAN-04"),
    ("TEA-08", "PAN-02"),
    ("TEA-09", "PAN-03"),
    ("TEA-10", "PAN-01"),
    ("COF-01", "BRW-07"),
    ("COF-02", "BRW-06"),
    ("COF-03", "BRW-07"),
    ("COF-04", "COF-08"),
    ("COF-05", "COF-08"),
    ("COF-06", "HOM-02"),
    ("COF-07", "COF-08"),
    ("BRW-08", "COF-01"),
];

/// The product that is often bought along with one.
pub(crate) fn goes_with(products: &[Product], product: usize) -> Option<usize> {
    let code = products.get(product)?.sku.as_str();
    let (_, along) = GOES_WITH.iter().find(|(of, _)| *of == code)?;
    products.iter().position(|other| other.sku == *along)
}

/// The catalogue, priced in `currency`.
pub(crate) fn products(currency: Currency) -> Vec<Product> {
    let mut products = Vec::new();
    for (category, code, shelf) in SHELVES {
        for (index, &(zh, en, unit, yuan)) in shelf.iter().enumerate() {
            products.push(Product {
                name: format!("{zh} {en}"),
                sku: format!("{code}-{:02}", index + 1),
                category,
                unit,
                unit_price: price(yuan, currency),
            });
        }
    }
    products
}

/// A believable price in minor units. No exchange rate: whole yuan, tens of yen, and about a seventh of a yuan's number elsewhere.
fn price(yuan: u32, currency: Currency) -> i64 {
    let yuan = i64::from(yuan);
    let one = 10_i64.pow(currency.digits());
    match currency.code() {
        "CNY" | "HKD" | "TWD" => yuan * one,
        _ if currency.digits() == 0 => yuan * 20,
        _ => (yuan * one / 7 / (one / 2) + 1) * (one / 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_product_has_a_price_and_a_code_of_its_own() {
        for code in ["CNY", "USD", "JPY", "KWD", "EUR"] {
            let products = products(Currency::from_code(code).expect("code"));
            let codes: HashSet<_> = products.iter().map(|product| &product.sku).collect();
            assert!(products.iter().all(|product| product.unit_price > 0), "{code}");
            assert_eq!((products.len(), codes.len()), (41, 41));
            let known = GOES_WITH.iter().filter(|(of, along)| of != along && codes.contains(&along.to_string()));
            assert_eq!(known.filter(|(of, _)| codes.contains(&of.to_string())).count(), GOES_WITH.len());
        }
    }
}
