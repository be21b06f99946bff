//! An order on paper: who sells, who buys, lines, tax, totals, payment plan. The browser prints it, or makes a PDF of it.

use crate::app::go;
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::money::ask;
use crate::selling::money::words;
use crate::state::Derived;
use crate::ui::{Glyph, Icon, Skeleton, erase};
use leptos::prelude::*;
use model::order::difference;
use model::{Money, RecordId};
use protocol::money::Sheet;
use protocol::{MoneyAnswer, MoneyQuery, OrderAnswer, OrderInstalment, OrderLine};

/// The page.
pub fn sheet(id: RecordId) -> AnyView {
    let order = ask::order(id);
    let told = ask::ask(move || Some(MoneyQuery::Sheet(id)));
    let paper = Derived::new(move || {
        ask::read(told, |answer| match answer {
            MoneyAnswer::Sheet(sheet) => sheet.clone(),
            _ => None,
        })
    });
    let order = Derived::new(move || ask::of_order(order, OrderAnswer::clone));
    let content = erase::view(move || match (paper.get(), order.get()) {
        (Some(paper), Some(order)) => drawn(&paper, &order),
        _ => view! { <Skeleton lines=8 /> }.into_any(),
    });
    let back = move |_| go(&format!("records?of=order&id={id}"));
    view! {
        <div class="page print-page">
            <div class="print-tools">
                <button type="button" class="button quiet" on:click=back>
                    <Icon of=Glyph::Back />
                    {t(&words::SHEET_BACK)}
                </button>
                <button type="button" class="button primary" on:click=move |_| drop(window().print())>
                    {t(&words::PRINT)}
                </button>
            </div>
            {content}
        </div>
    }
    .into_any()
}

fn drawn(paper: &Sheet, order: &OrderAnswer) -> AnyView {
    let block =
        |text: &str| (!text.is_empty()).then(|| view! { <p class="print-lines">{text.to_owned()}</p> }.into_any());
    let seller = match paper.seller.is_empty() && paper.seller_address.is_empty() {
        true => view! {
            <p class="note print-tools">
                {t(&words::SHEET_NO_SELLER)} " "
                <a href="settings">{t(&words::SHEET_SETTINGS)}</a>
            </p>
        }
        .into_any(),
        false => view! {
            <p class="print-seller">{paper.seller.clone()}</p>
            {block(&paper.seller_address)}
        }
        .into_any(),
    };
    let attention = (!paper.contact.is_empty()).then(|| tf(&words::SHEET_ATTENTION, &[("name", &paper.contact)]));
    let tax_id = (!paper.tax_id.is_empty()).then(|| tf(&words::SHEET_TAX_ID, &[("id", &paper.tax_id)]));
    let ship = (!paper.shipping_address.is_empty())
        .then(|| view! { <div><h2>{t(&words::SHEET_SHIP)}</h2>{block(&paper.shipping_address)}</div> }.into_any());
    view! {
        <article class="print-sheet">
            <header class="print-head">
                <div>{seller}</div>
                <div class="print-title">
                    <h1>{tf(&words::SHEET_ORDER, &[("number", &paper.number)])}</h1>
                    <p>{order.day.map(format::day)}</p>
                </div>
            </header>
            <div class="print-who">
                <div>
                    <h2>{t(&words::SHEET_FOR)}</h2>
                    <p>{paper.customer.clone()}</p>
                    {attention.map(|text| view! { <p>{text}</p> }.into_any())}
                    {block(&paper.address)}
                    {tax_id.map(|text| view! { <p>{text}</p> }.into_any())}
                </div>
                {ship}
            </div>
            {table(order)}
            {sums(order)}
            {plan(order)}
            {block(&paper.remark)}
        </article>
    }
    .into_any()
}

fn table(order: &OrderAnswer) -> AnyView {
    if order.lines.is_empty() {
        return erase::nothing();
    }
    let with_discount = order.lines.iter().any(|line| line.discount.is_some_and(|discount| discount.minor != 0));
    let with_tax = order.tax.is_some_and(|tax| tax.minor != 0);
    let cell = |money: Option<Money>| view! { <td class="num">{money.map(format::money)}</td> }.into_any();
    let row = |line: &OrderLine| {
        let quantity = line.quantity.map(|quantity| match line.unit.as_str() {
            "" => quantity.plain(),
            unit => format!("{} × {unit}", quantity.plain()),
        });
        let cells = [
            Some(cell(line.unit_price)),
            with_discount.then(|| cell(line.discount)),
            with_tax.then(|| cell(line.tax)),
            Some(cell(line.amount)),
        ];
        let cells: Vec<AnyView> = cells.into_iter().flatten().collect();
        view! {
            <tr>
                <th scope="row">{line.product.as_ref().map(|(_, name)| name.clone())}</th>
                <td class="num">{quantity}</td>
                {cells}
            </tr>
        }
        .into_any()
    };
    let head = |name| view! { <th scope="col" class="num">{t(name)}</th> }.into_any();
    let heads = [
        Some(head(&words::SHEET_QUANTITY)),
        Some(head(&words::SHEET_PRICE)),
        with_discount.then(|| head(&words::SHEET_DISCOUNT)),
        with_tax.then(|| head(&words::TAX)),
        Some(head(&words::SHEET_AMOUNT)),
    ];
    let heads: Vec<AnyView> = heads.into_iter().flatten().collect();
    let rows: Vec<AnyView> = order.lines.iter().map(row).collect();
    view! {
        <table class="table print-table">
            <thead><tr><th scope="col">{t(&words::SHEET_PRODUCT)}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn sums(order: &OrderAnswer) -> AnyView {
    let Some(total) = order.total else { return erase::nothing() };
    let tax = order.tax.filter(|tax| tax.minor != 0);
    let lines = order.subtotal.map(|net| Money { minor: net.minor + tax.map_or(0, |tax| tax.minor), ..net });
    let beyond = lines.and_then(|lines| difference(total, lines)).filter(|beyond| beyond.minor != 0);
    let paid = order.paid.filter(|paid| paid.minor != 0);
    let terms = [
        order.subtotal.filter(|_| tax.is_some() || beyond.is_some()).map(|net| (&words::SHEET_NET, net)),
        tax.map(|tax| (&words::TAX, tax)),
        beyond.map(|beyond| (&words::BEYOND_LINES, beyond)),
        Some((&words::TOTAL, total)),
        paid.map(|paid| (&words::PAID, paid)),
        order.outstanding.filter(|open| paid.is_some() && open.minor > 0).map(|open| (&words::OUTSTANDING, open)),
    ];
    let term = |(name, money): (&'static crate::i18n::Msg, Money)| {
        let is_total = std::ptr::eq(name, &words::TOTAL);
        view! { <dt>{t(name)}</dt><dd class:strong=is_total>{format::money(money)}</dd> }.into_any()
    };
    let terms: Vec<AnyView> = terms.into_iter().flatten().map(term).collect();
    view! { <dl class="order-sum print-sum">{terms}</dl> }.into_any()
}

fn plan(order: &OrderAnswer) -> AnyView {
    if order.plan.is_empty() {
        return erase::nothing();
    }
    let row = |(at, part): (usize, &OrderInstalment)| {
        view! {
            <tr>
                <th scope="row">{tf(&words::INSTALMENT, &[("n", &(at + 1).to_string())])}</th>
                <td>{part.due.map(format::day)}</td>
                <td class="num">{part.amount.map(format::money)}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = order.plan.iter().enumerate().map(row).collect();
    view! {
        <section class="print-plan">
            <h2>{t(&words::PLAN)}</h2>
            <table class="table print-table"><tbody>{rows}</tbody></table>
        </section>
    }
    .into_any()
}
