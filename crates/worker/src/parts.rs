//! Parts of the worker that are loaded after the book is open, so that the list comes first: scoring, answers and commands at once, then search, imports when a file
//! comes, backups when one is made or restored.

use crate::service::Service;
use crate::watches;
use engine::Workspace;
use engine::figures::{self, Piece as FiguresPiece};
use engine::insights::Work;
use engine::list::{Later, Source};
use engine::scoring::{self, Fingerprint, ScoreSettings, Scores, Scores0};
use engine::selling;
use insight::{Fits, Progress, Run};
use model::{CollectionId, Currency};
use protocol::{
    Answer, Failure, FilesRequest, Headings, InsightAnswer, InsightQuery, Query, RecordsQuery, Reply, Request, Sealed,
    SearchAnswer, SearchQuery, SellingDeed, SellingQuery, Zone,
};
use search::Index;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Begins a scoring run.
pub type BeginScoring = fn(&Workspace, &ScoreSettings, Fingerprint, Option<Fits>, Option<&Scores>) -> (Run, Scores0);

/// A scoring run from its beginning to its end.
#[derive(Clone, Copy)]
pub struct Scoring {
    /// [`scoring::fits_of`]
    pub fits_of: fn(&[u8]) -> Option<Fits>,
    /// [`scoring::fits_to_keep`]
    pub fits_to_keep: fn(&Scores) -> Option<Vec<u8>>,
    /// [`scoring::begin`]
    pub begin: BeginScoring,
    /// [`scoring::step`]
    pub step: fn(&mut Run, &mut Scores0, &Workspace) -> Progress,
    /// [`scoring::finish`]
    pub finish: fn(Run, Scores0) -> Scores,
    /// [`figures::piece`]
    pub figures: fn(&figures::Of, &Scores, usize) -> FiguresPiece,
    /// [`figures::to_bytes`]
    pub figures_to_bytes: fn(&figures::Of, &[FiguresPiece]) -> Vec<u8>,
}

/// Search over an index.
#[derive(Clone, Copy)]
pub struct Search {
    /// An empty [`Index`].
    pub new: fn() -> Index,
    /// [`Index::step`]
    pub step: fn(&mut Index, &Workspace) -> bool,
    /// [`Index::answer`]
    pub answer: fn(&mut Index, &Workspace, Option<&Scores>, &SearchQuery) -> SearchAnswer,
    /// [`Index::sounding`]
    pub sounding: fn(&mut Index, &Workspace, CollectionId, &str) -> Vec<u32>,
    /// [`Index::heard`]
    pub heard: fn(&mut Index, &Workspace) -> u64,
    /// [`Index::readings`]
    pub readings: fn(&Index) -> Rc<[u16]>,
}

type Outcome = Pin<Box<dyn Future<Output = Result<Reply, Failure>>>>;
/// Carries out requests of one kind.
pub type Performer = fn(Rc<Service>, u32, Request, Option<JsValue>) -> Outcome;

/// The answer to a query of another page than the list.
pub type Answering = fn(&Rc<Service>, &Query) -> Option<Answer>;

/// What the first list does without.
#[derive(Clone, Copy)]
pub struct Answers {
    /// Answers other pages' queries.
    pub answer: Answering,
    /// Filtered, searched and grouped lists.
    pub later: Later<'static>,
    /// On which days their moments lie: asked anew each time, since the reader may travel.
    pub zone: fn() -> &'static Zone,
}

/// Such answers.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(answers, fallible)]
pub fn answers() -> Result<Answers, SplitLoaderError> {
    Ok(Answers { answer: watches::answer, later: Later::new(), zone: worker::platform::zone })
}

type Done = Pin<Box<dyn Future<Output = ()>>>;

/// Everything that writes.
#[derive(Clone, Copy)]
pub struct Commands {
    /// [`Service::carry_out`]
    pub carry_out: fn(Rc<Service>, u32, Sealed<Request>, Option<JsValue>) -> Done,
    /// [`Service::tidy`]
    pub tidy: fn(Rc<Service>) -> Done,
}

/// Changes of the book.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(commands, fallible)]
pub fn commands() -> Result<Commands, SplitLoaderError> {
    Ok(Commands {
        carry_out: |service, id, request, file| Box::pin(service.carry_out(id, request, file)),
        tidy: |service| Box::pin(service.tidy()),
    })
}

/// Scoring.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(scoring, fallible)]
pub fn scoring() -> Result<Scoring, SplitLoaderError> {
    Ok(Scoring {
        fits_of: scoring::fits_of,
        fits_to_keep: scoring::fits_to_keep,
        begin: scoring::begin,
        step: scoring::step,
        finish: scoring::finish,
        figures: figures::piece,
        figures_to_bytes: figures::to_bytes,
    })
}

/// How a list becomes a file.
pub type Export = fn(&Source, &RecordsQuery, &Headings, Currency) -> Vec<u8>;

/// Lists as files.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(export, fallible)]
pub fn export() -> Result<Export, SplitLoaderError> {
    Ok(engine::list::csv)
}

/// Carries out a request that looks back.
pub type History = fn(Rc<Service>, u32, Request) -> Outcome;

/// What happened.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(history, fallible)]
pub fn history() -> Result<History, SplitLoaderError> {
    Ok(|service, id, request| Box::pin(service.perform_history(id, request)))
}

/// Search.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(search, fallible)]
pub fn search() -> Result<Search, SplitLoaderError> {
    Ok(Search {
        new: || Index::in_zone(worker::platform::zone().clone()),
        step: Index::step,
        answer: Index::answer,
        sounding: Index::sounding,
        heard: Index::heard,
        readings: Index::readings,
    })
}

/// Imports.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(imports, fallible)]
pub fn imports() -> Result<Performer, SplitLoaderError> {
    Ok(|service, id, request, file| Box::pin(async move { service.perform_import(id, request, file).await }))
}

/// Carries out a request of a form.
pub type Edits = fn(Rc<Service>, Request) -> Outcome;

/// Forms, own fields and options.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(edits, fallible)]
pub fn edits() -> Result<Edits, SplitLoaderError> {
    Ok(|service, request| Box::pin(async move { service.perform_edit(request).await }))
}

/// Backups.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(backups, fallible)]
pub fn backups() -> Result<Performer, SplitLoaderError> {
    Ok(|service, id, request, file| Box::pin(async move { service.perform_backup(id, request, file).await }))
}

/// Answers and steps of the pages of selling.
#[derive(Clone, Copy)]
pub struct Selling {
    /// [`selling::Remembered::known`]
    pub known: fn(&selling::Remembered, &selling::Context<'_>, u64, &Sealed<SellingQuery>) -> Option<Answer>,
    /// [`selling::Remembered::answer`]
    pub answer: fn(&mut selling::Remembered, &selling::Context<'_>, u64, &Sealed<SellingQuery>) -> Option<()>,
    /// [`selling::plan`]
    pub plan: fn(&selling::Context<'_>, &Sealed<SellingDeed>, selling::NewIds<'_>) -> Result<selling::Plan, Failure>,
    /// [`Service::perform_files`]
    pub files: fn(Rc<Service>, Sealed<FilesRequest>, Option<JsValue>) -> Outcome,
}

/// Selling.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(selling, fallible)]
pub fn selling() -> Result<Selling, SplitLoaderError> {
    Ok(Selling {
        known: |remembered, context, scores, query| remembered.known(context, scores, query).cloned(),
        answer: selling::Remembered::answer,
        plan: |context, deed, ids| selling::plan(context, &deed.open()?, ids),
        files: |service, request, file| Box::pin(service.perform_files(request, file)),
    })
}

/// Answers of the pages of insight.
#[derive(Clone, Copy)]
pub struct Insights {
    /// [`Work::new`]; nothing for a question of another build.
    pub begin: fn(&Sealed<InsightQuery>, &Workspace, &Scores) -> Option<Work>,
    /// [`Work::step`]
    pub step: fn(&mut Work, &Workspace, &Scores) -> Option<InsightAnswer>,
    /// Ready for the page.
    pub seal: fn(&InsightAnswer) -> Answer,
}

/// Insight.
///
/// # Errors
/// Where its file cannot be fetched.
#[wasm_split(insight, fallible)]
pub fn insights() -> Result<Insights, SplitLoaderError> {
    Ok(Insights {
        begin: |query, workspace, scores| Some(Work::new(query.get()?, workspace, scores, worker::platform::zone())),
        step: Work::step,
        seal: |answer| Answer::Insight(Sealed::new(answer)),
    })
}
