//! One session: questions in, answers out.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;
use tonic::Status;

use super::index::Index;
use crate::rpc::Streaming;

/// The answers to a stream of questions, in their order.
pub(super) struct Session<Q, A> {
    questions: Streaming<Q>,
    index: Arc<Index>,
    answer: fn(&Index, Q) -> A,
}

impl<Q, A> Session<Q, A> {
    pub(super) fn new(questions: Streaming<Q>, index: Arc<Index>, answer: fn(&Index, Q) -> A) -> Self {
        Self {
            questions,
            index,
            answer,
        }
    }
}

impl<Q, A> Stream for Session<Q, A> {
    type Item = Result<A, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let question = Pin::new(&mut self.questions).poll_next(cx);
        question.map_ok(|question| (self.answer)(&self.index, question))
    }
}
