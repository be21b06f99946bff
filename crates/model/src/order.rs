//! What the line of an order comes to.

use crate::schema::{FromValue, Key, order_line};
use crate::{Currency, Decimal, FieldId, Money, Value};

/// Fields of a record that is being made or changed.
pub type Fields = Vec<(FieldId, Value)>;

/// What stands in a field.
pub fn value(fields: &Fields, field: FieldId) -> Value {
    fields.iter().rfind(|(id, _)| *id == field).map_or(Value::Empty, |(_, value)| value.clone())
}

/// What stands in a field, if it is of this type.
pub fn get<T: FromValue>(fields: &Fields, key: Key<T>) -> Option<T> {
    T::from_value(value(fields, key.id))
}

/// One amount less another one of the same currency.
pub fn difference(a: Money, b: Money) -> Option<Money> {
    let minor = a.minor.checked_sub(b.minor).filter(|_| a.currency == b.currency)?;
    Some(Money { minor, currency: a.currency })
}

/// The sum of the amounts in this currency, others aside; `None` beyond 64 bits.
pub fn sum(currency: Currency, amounts: impl Iterator<Item = Money>) -> Option<Money> {
    let mut same = amounts.filter(|amount| amount.currency == currency);
    let minor = same.try_fold(0_i64, |sum, amount| sum.checked_add(amount.minor))?;
    Some(Money { minor, currency })
}

/// The sum of the amounts where all are of one currency.
pub fn total(amounts: &[Money]) -> Option<Money> {
    let currency = amounts.first()?.currency;
    let one_currency = amounts.iter().all(|amount| amount.currency == currency);
    one_currency.then(|| sum(currency, amounts.iter().copied())).flatten()
}

/// What a line comes to: quantity (one, where none is given) times price, less discount; rounded half away from zero. `None` without a price,
/// with a discount in another currency, or beyond 64 bits.
pub fn amount(fields: &Fields) -> Option<Money> {
    let price = get(fields, order_line::UNIT_PRICE)?;
    let quantity = get(fields, order_line::QUANTITY).unwrap_or(Decimal(Decimal::ONE));
    let product = i128::from(price.minor) * i128::from(quantity.0);
    let half = i128::from(Decimal::ONE / 2) * product.signum();
    let minor = i64::try_from((product + half) / i128::from(Decimal::ONE)).ok()?;
    let gross = Money { minor, currency: price.currency };
    match get(fields, order_line::DISCOUNT) {
        Some(discount) => difference(gross, discount),
        None => Some(gross),
    }
}

/// The currency in which an amount of a line is meant that names none: that of its price or of its discount, else the one given. `own` is what a
/// price is meant in.
pub fn currency(line: &Fields, own: Currency) -> Currency {
    let said = get(line, order_line::UNIT_PRICE).or_else(|| get(line, order_line::DISCOUNT));
    said.map_or(own, |amount: Money| amount.currency)
}

/// The tax on an amount at a rate in per cent, in minor units: rounded half away from zero. `None` beyond 64 bits.
pub fn tax(amount: Money, rate: Decimal) -> Option<Money> {
    let whole = 100 * i128::from(Decimal::ONE);
    let product = i128::from(amount.minor) * i128::from(rate.0);
    let half = whole / 2 * product.signum();
    let minor = i64::try_from((product + half) / whole).ok()?;
    Some(Money { minor, currency: amount.currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_amount_of_a_line_is_in_the_currency_of_its_price() {
        let euros = |key: Key<Money>| (key.id, Value::Money(Money { minor: 1_000, currency: Currency::EUR }));
        let typed = (order_line::DISCOUNT.id, Value::Text("1".into()));
        assert_eq!(currency(&vec![typed.clone()], Currency::USD), Currency::USD);
        assert_eq!(currency(&vec![euros(order_line::UNIT_PRICE), typed], Currency::USD), Currency::EUR);
        assert_eq!(currency(&vec![euros(order_line::DISCOUNT)], Currency::USD), Currency::EUR);
    }
}
