//! Clusters: what is worked out in slices is what the methods say at once, on every replica, and a cluster becomes a tag in one step.
#![allow(missing_docs)]

mod groups_support;

use engine::insights::clusters::{DRAWN_IN, RUNS};
use engine::scoring::Scores;
use engine::storage::Memory;
use engine::{Book, Workspace, bulk};
use groups_support::{Orders, apply, ask, book_of, record, sample_book, scored};
use insight::cluster::{KMeans, Quality, rfm_features, standardise, winsorise};
use model::schema::{customer, tag};
use model::{DeviceId, Label, RecordId, Stamp, Value};
use protocol::{ClusterField, ClustersAnswer, ClustersQuery, Failure, InsightAnswer, InsightQuery};

fn query(fields: &[ClusterField], k: Option<u32>) -> ClustersQuery {
    ClustersQuery { fields: fields.to_vec(), k }
}

fn clusters(workspace: &Workspace, scores: &Scores, query: &ClustersQuery) -> ClustersAnswer {
    match ask(workspace, scores, InsightQuery::Clusters(query.clone())) {
        InsightAnswer::Clusters(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn members(workspace: &Workspace, scores: &Scores, query: &ClustersQuery, nth: u32) -> Vec<RecordId> {
    match ask(workspace, scores, InsightQuery::ClusterMembers(query.clone(), nth)) {
        InsightAnswer::ClusterMembers(members) => members,
        other => panic!("{other:?}"),
    }
}

/// Twenty who ordered once, 300 days ago, for 10; twenty who ordered on ten days, the last of them yesterday, for 100 each.
fn two_kinds() -> Vec<(u32, Orders)> {
    let often = || (0..10).map(|n| (1 + 7 * n, 10_000)).collect();
    (0..40).map(|number| (number, if number % 2 == 0 { vec![(300, 1_000)] } else { often() })).collect()
}

/// Eighty customers that differ in everything.
fn many_kinds() -> Vec<(u32, Orders)> {
    let orders = |number: u32| {
        let n = 1 + (number * 7) % 9;
        (0..n)
            .map(|at| ((at * (11 + number % 13) + number * 3) as i32, i64::from(500 + (number * 97 + at * 31) % 9_000)))
            .collect()
    };
    (0..80).map(|number| (number, orders(number))).collect()
}

#[test]
fn two_kinds_of_customers_are_two_clusters() {
    let workspace = book_of(&two_kinds());
    let scores = scored(&workspace);
    let fields = [ClusterField::LastOrder, ClusterField::OrderDays, ClusterField::Amount, ClusterField::Tenure];
    let answer = clusters(&workspace, &scores, &query(&fields, Some(2)));
    assert_eq!((answer.n, answer.buyers, answer.clusters.len(), answer.tried.len()), (40, 40, 2, 1));
    let [often, once] = answer.clusters.as_slice() else { panic!("{answer:?}") };
    assert_eq!((often.size, often.total, often.means.as_slice()), (20, 2_000_000, &[1.0, 10.0, 100_000.0, 64.0][..]));
    assert_eq!((once.size, once.total, once.means.as_slice()), (20, 20_000, &[300.0, 1.0, 1_000.0, 300.0][..]));
    assert!((often.amount_share.expect("a share") - 2_000_000.0 / 2_020_000.0).abs() < 1e-12);
    assert_eq!(answer.means, [150.5, 5.5, 50_500.0, 182.0]);
    // All of a kind are the same: nothing could be clearer, and half of all are one deviation to either side.
    assert!((often.silhouette - 1.0).abs() < 1e-9 && (once.silhouette - 1.0).abs() < 1e-9);
    assert!(often.away.iter().zip([-1.0, 1.0, 1.0, -1.0]).all(|(away, by)| (away - by).abs() < 1e-9));
    let names: Vec<&str> = often.nearest.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["C001", "C003", "C005", "C007", "C009", "C011", "C013", "C015", "C017", "C019"]);
    // More clusters than kinds: those without customers are not told.
    assert_eq!(clusters(&workspace, &scores, &query(&fields, Some(5))).clusters.len(), 2);
    // Who ordered once has no days between orders.
    let gaps = clusters(&workspace, &scores, &query(&[ClusterField::Gap], None));
    assert_eq!((gaps.n, gaps.buyers, gaps.clusters.len()), (20, 40, 0), "{gaps:?}");
}

#[test]
fn the_clusters_are_those_of_the_method() {
    let workspace = sample_book(2_000);
    let scores = scored(&workspace);
    let answer = clusters(&workspace, &scores, &query(&[], None));
    assert_eq!(answer.fields, ClusterField::USUAL);
    let (who, mut table) = rfm_features(&scores.book.history, 100.0);
    let people = workspace.table(customer::ID).expect("customers");
    let mut order: Vec<usize> = (0..who.len()).collect();
    order.sort_by_key(|&at| workspace.ids.id(people.handle(who[at])));
    table = order.iter().flat_map(|&at| table[at * 3..at * 3 + 3].to_vec()).collect();
    winsorise(&mut table, 3, DRAWN_IN);
    standardise(&mut table, 3);
    let mut best: Option<(f64, insight::cluster::Clusters)> = None;
    let mut tried = Vec::new();
    for k in 2..=8 {
        let fit = KMeans { runs: RUNS, ..KMeans::new(k) }.fit(&table, 3).expect("clusters");
        let clear = Quality::of(&fit, &table).expect("a measure").simplified_silhouette;
        tried.push((k as u32, clear));
        if best.as_ref().is_none_or(|(most, _)| clear > *most) {
            best = Some((clear, fit));
        }
    }
    assert_eq!(answer.tried, tried);
    let (_, best) = best.expect("clusters");
    let mut sizes: Vec<u32> = answer.clusters.iter().map(|cluster| cluster.size).collect();
    let mut wanted: Vec<u32> = best.sizes.iter().map(|size| *size as u32).collect();
    sizes.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(sizes, wanted);
    assert!(answer.clusters.windows(2).all(|two| two[0].total >= two[1].total));
    assert!((answer.clusters.iter().filter_map(|cluster| cluster.amount_share).sum::<f64>() - 1.0).abs() < 1e-9);
    // Everybody is in one of them, and in one only; the nearest ten are its customers.
    let asked = query(&[], None);
    let mut all: Vec<RecordId> = Vec::new();
    for (nth, cluster) in answer.clusters.iter().enumerate() {
        let members = members(&workspace, &scores, &asked, nth as u32);
        assert_eq!(members.len() as u32, cluster.size);
        assert!(cluster.nearest.len() == 10 && cluster.nearest.iter().all(|(id, _)| members.contains(id)));
        all.extend(members);
    }
    assert_eq!(all.len(), scores.book.buyers);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), scores.book.buyers);
}

#[test]
fn a_book_in_another_order_has_the_same_clusters() {
    let straight = many_kinds();
    let mut mixed = straight.clone();
    mixed.sort_by_key(|(number, _)| (number * 37) % 80);
    let (a, b) = (book_of(&straight), book_of(&mixed));
    let (scores_a, scores_b) = (scored(&a), scored(&b));
    for fields in [&ClusterField::USUAL[..], &ClusterField::ALL[..]] {
        for k in [None, Some(3)] {
            let asked = query(fields, k);
            let answer = clusters(&a, &scores_a, &asked);
            assert!(answer.clusters.len() > 1, "{answer:?}");
            assert_eq!(answer, clusters(&b, &scores_b, &asked));
            assert_eq!(members(&a, &scores_a, &asked, 1), members(&b, &scores_b, &asked, 1));
        }
    }
}

#[test]
fn a_cluster_is_tagged_and_untagged_in_one_step() {
    pollster::block_on(async {
        let book = Book::open(Memory::default(), DeviceId(7)).await.expect("opens");
        let mut at = 0;
        for (number, _) in two_kinds() {
            at += 1;
            let cells = record(customer::ID, RecordId(u128::from(number) + 1), vec![]);
            let label = Label::Create(customer::ID);
            let parts = vec![model::Part::Cells(cells)];
            let build =
                |_: &Workspace, stamp| Ok(model::Operation { stamp, label: label.clone(), parts: parts.clone() });
            book.commit(at, build).await.expect("commits");
        }
        let (odd, new) = ((1..=20).map(|n| RecordId(n * 2)).collect::<Vec<_>>(), RecordId(9_000));
        let tag_as = |name: &'static str, new: RecordId, who: &[RecordId]| {
            let who = who.to_vec();
            move |workspace: &Workspace, stamp: Stamp| bulk::tag(workspace, &who, name, new, stamp)
        };
        let done = book.commit(100, tag_as("  Often, lately ", new, &odd)).await.expect("tags");
        assert_eq!(done.label, Label::EditMany(customer::ID, customer::TAGS.id, 20));
        let tags = |who: u128| book.state().workspace.value(customer::ID, RecordId(who), customer::TAGS.id);
        assert_eq!(book.state().workspace.value(tag::ID, new, tag::NAME.id), Value::Text("Often, lately".into()));
        assert_eq!((tags(2), tags(40), tags(1)), (held(new), held(new), Value::Empty));
        // A tag of that name is used, however it is written; who has it already stays as they are.
        let done = book.commit(101, tag_as("often, LATELY", RecordId(9_001), &[RecordId(1), RecordId(2)])).await;
        assert_eq!(done.expect("tags").label, Label::Edit(customer::ID, customer::TAGS.id));
        assert_eq!(tags(1), held(new));
        let nothing = book.commit(102, tag_as("Often, lately", RecordId(9_002), &odd)).await;
        assert_eq!(nothing.map(|done| done.label), Err(Failure::Unchanged));
        let nobody = book.commit(103, tag_as("Nobody yet", RecordId(9_004), &[])).await;
        assert_eq!(nobody.map(|done| done.label), Ok(Label::Create(tag::ID)), "a list of nobody is a list");
        let seq = book.state().undoable().map(|(seq, _)| seq).expect("that one");
        book.undo(103, seq).await.expect("undoes");
        let unnamed = book.commit(103, tag_as("  ", RecordId(9_003), &odd)).await;
        assert_eq!(unnamed.map(|done| done.label), Err(Failure::NotFound));
        let seq = book.state().undoable().map(|(seq, _)| seq).expect("the second");
        book.undo(104, seq).await.expect("undoes");
        let seq = book.state().undoable().map(|(seq, _)| seq).expect("the first");
        book.undo(105, seq).await.expect("undoes");
        assert!((1..=40).all(|who| tags(who) == Value::Empty));
        assert!(book.state().workspace.find_alive(tag::ID, new).is_none());
    });
}

fn held(tag: RecordId) -> Value {
    Value::References(vec![tag])
}

#[test]
fn who_is_in_the_trash_is_in_no_cluster() {
    let mut workspace = book_of(&two_kinds());
    let mut cells = record(customer::ID, RecordId(2), vec![]);
    cells[0].value = Value::Bool(false);
    apply(&mut workspace, 1_000, cells);
    let scores = scored(&workspace);
    let answer = clusters(&workspace, &scores, &query(&[], Some(2)));
    assert_eq!(answer.clusters.iter().map(|cluster| cluster.size).collect::<Vec<_>>(), [19, 20]);
    assert!(!members(&workspace, &scores, &query(&[], Some(2)), 0).contains(&RecordId(2)));
}

#[test]
fn empty_and_small_books_have_no_clusters() {
    let empty = Workspace::default();
    let answer = clusters(&empty, &scored(&empty), &query(&[], None));
    assert_eq!((answer.buyers, answer.n, answer.needed, answer.clusters.len()), (0, 0, 30, 0));
    let small = sample_book(20);
    let scores = scored(&small);
    let answer = clusters(&small, &scores, &query(&[], None));
    assert!(answer.n > 0 && answer.n < answer.needed && answer.clusters.is_empty() && answer.tried.is_empty());
    assert!(members(&small, &scores, &query(&[], None), 0).is_empty());
    // Without a model there is no chance of an order.
    assert_eq!(clusters(&small, &scores, &query(&[ClusterField::Active], None)).n, 0);
}
