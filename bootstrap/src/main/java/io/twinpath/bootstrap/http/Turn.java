package io.twinpath.bootstrap.http;

import java.net.InetAddress;

/** The exchange that a conversation is at; once it has gone on, an answer goes nowhere. */
final class Turn implements Exchange {
    private final Conversation conversation;
    private final Request request;
    private final long arrived;

    Turn(Conversation conversation, Request request, long arrived) {
        this.conversation = conversation;
        this.request = request;
        this.arrived = arrived;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public InetAddress peer() {
        return conversation.peer();
    }

    @Override
    public long arrived() {
        return arrived;
    }

    @Override
    public boolean abandoned() {
        return !conversation.isAt(this);
    }

    @Override
    public void answer(Answer answer) {
        conversation.answer(this, answer);
    }
}
