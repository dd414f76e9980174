//! The tables, in portable types only. `tests/parity.rs` compares them with both databases.

diesel::table! {
    accounts (id) {
        id -> BigInt,
        name -> Text,
        last_event -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        password_hash -> Text,
        active -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    memberships (account_id, user_id) {
        account_id -> BigInt,
        user_id -> BigInt,
        role -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        account_id -> BigInt,
        user_id -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    groups (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    group_members (group_id, user_id) {
        account_id -> BigInt,
        group_id -> BigInt,
        user_id -> BigInt,
    }
}

diesel::table! {
    inboxes (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        channel -> Text,
        key -> Text,
        settings -> Text,
        secrets -> Text,
        route -> Text,
        paused_at -> Nullable<BigInt>,
        removed_at -> Nullable<BigInt>,
        created_at -> BigInt,
        held_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    contacts (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    addresses (id) {
        id -> BigInt,
        account_id -> BigInt,
        inbox_id -> BigInt,
        contact_id -> BigInt,
        external_id -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    mailboxes (inbox_id) {
        inbox_id -> BigInt,
        account_id -> BigInt,
        state -> Text,
    }
}

diesel::table! {
    mail_grants (inbox_id) {
        inbox_id -> BigInt,
        account_id -> BigInt,
        tokens -> Text,
        good_until -> BigInt,
        version -> BigInt,
        renewing_until -> BigInt,
    }
}

diesel::table! {
    templates (inbox_id, name, language) {
        inbox_id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        language -> Text,
        template -> Text,
        fetched_at -> BigInt,
    }
}

diesel::table! {
    notices (id) {
        id -> BigInt,
        account_id -> BigInt,
        inbox_id -> BigInt,
        at -> BigInt,
        severity -> Text,
        sentence -> Text,
        details -> Text,
        settled_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    labels (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        folded_name -> Text,
        color -> Text,
    }
}

diesel::table! {
    canned_replies (id) {
        id -> BigInt,
        account_id -> BigInt,
        shortcut -> Text,
        text -> Text,
    }
}

diesel::table! {
    api_tokens (id) {
        id -> BigInt,
        account_id -> BigInt,
        inbox_id -> BigInt,
        name -> Text,
        token_hash -> Text,
        permissions -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    conversations (id) {
        id -> BigInt,
        account_id -> BigInt,
        public_id -> Text,
        inbox_id -> BigInt,
        contact_id -> BigInt,
        address_id -> Nullable<BigInt>,
        status -> Text,
        snoozed_until -> Nullable<BigInt>,
        group_id -> Nullable<BigInt>,
        assignee_id -> Nullable<BigInt>,
        priority -> Text,
        unread -> BigInt,
        marked_unread -> Bool,
        message_count -> BigInt,
        preview_author -> Nullable<Text>,
        preview_text -> Text,
        created_at -> BigInt,
        last_activity_at -> BigInt,
        waiting_since -> BigInt,
        first_reply_at -> Nullable<BigInt>,
        resolved_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        customer_received_at -> Nullable<BigInt>,
        customer_seen_at -> Nullable<BigInt>,
        customer_wrote_at -> Nullable<BigInt>,
        cycle_started_at -> BigInt,
        cycle_asked_at -> Nullable<BigInt>,
        cycle_answered -> Bool,
    }
}

diesel::table! {
    conversation_labels (conversation_id, label_id) {
        account_id -> BigInt,
        conversation_id -> BigInt,
        label_id -> BigInt,
    }
}

diesel::table! {
    messages (id) {
        id -> BigInt,
        account_id -> BigInt,
        inbox_id -> BigInt,
        conversation_id -> BigInt,
        kind -> Text,
        body -> Text,
        internal -> Bool,
        author_kind -> Text,
        author_id -> Nullable<BigInt>,
        client_id -> Nullable<Text>,
        external_id -> Nullable<Text>,
        delivery -> Text,
        delivery_reason -> Nullable<Text>,
        delivery_code -> Nullable<Text>,
        reply_to_id -> Nullable<BigInt>,
        quote -> Nullable<Text>,
        reactions -> Text,
        edited_at -> Nullable<BigInt>,
        edit_version -> BigInt,
        origin -> Text,
        sent_at -> BigInt,
        received_at -> BigInt,
    }
}

diesel::table! {
    message_names (inbox_id, external_id) {
        inbox_id -> BigInt,
        external_id -> Text,
        message_id -> BigInt,
    }
}

diesel::table! {
    message_steps (id) {
        id -> BigInt,
        account_id -> BigInt,
        message_id -> BigInt,
        at -> BigInt,
        step -> Text,
        detail -> Text,
    }
}

diesel::table! {
    attachments (id) {
        id -> BigInt,
        account_id -> BigInt,
        inbox_id -> BigInt,
        conversation_id -> Nullable<BigInt>,
        address_id -> Nullable<BigInt>,
        message_id -> Nullable<BigInt>,
        key -> Text,
        name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        sha256 -> Text,
        state -> Text,
        failure -> Nullable<Text>,
        source -> Nullable<Text>,
        due_at -> BigInt,
        leased_until -> BigInt,
        attempts -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    drafts (conversation_id, user_id) {
        account_id -> BigInt,
        conversation_id -> BigInt,
        user_id -> BigInt,
        text -> Text,
        audience -> Text,
        saved_at -> BigInt,
    }
}

diesel::table! {
    events (account_id, seq) {
        account_id -> BigInt,
        seq -> BigInt,
        at -> BigInt,
        conversation_id -> Nullable<BigInt>,
        change -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        account_id -> BigInt,
        inbox_id -> BigInt,
        conversation_id -> BigInt,
        message_id -> BigInt,
        task -> Text,
        detail -> Text,
        due_at -> BigInt,
        leased_until -> BigInt,
        attempts -> BigInt,
    }
}

diesel::table! {
    pending_effects (id) {
        id -> BigInt,
        account_id -> BigInt,
        inbox_id -> BigInt,
        external_id -> Text,
        effect -> Text,
        received_at -> BigInt,
    }
}

diesel::table! {
    dead_letters (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        inbox_id -> Nullable<BigInt>,
        channel -> Text,
        payload -> Binary,
        reason -> Text,
        received_at -> BigInt,
        replayed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    provider_calls (id) {
        id -> Text,
        account_id -> BigInt,
        inbox_id -> BigInt,
        received_at -> BigInt,
        verified_at -> BigInt,
        body -> Binary,
    }
}

diesel::table! {
    tallies (account_id, inbox_id, group_id, assignee_id, status) {
        account_id -> BigInt,
        inbox_id -> BigInt,
        group_id -> BigInt,
        assignee_id -> BigInt,
        status -> Text,
        conversations -> BigInt,
    }
}

diesel::table! {
    facts (id) {
        id -> BigInt,
        account_id -> BigInt,
        at -> BigInt,
        metric -> Text,
        conversation_id -> BigInt,
        inbox_id -> BigInt,
        agent_id -> BigInt,
        seconds -> BigInt,
    }
}

diesel::table! {
    measures (account_id, metric, slot, inbox_id, agent_id, step) {
        account_id -> BigInt,
        metric -> Text,
        slot -> BigInt,
        inbox_id -> BigInt,
        agent_id -> BigInt,
        step -> BigInt,
        total -> BigInt,
    }
}

diesel::table! {
    search_documents (id) {
        id -> BigInt,
        account_id -> BigInt,
        conversation_id -> BigInt,
        message_id -> Nullable<BigInt>,
        text -> Text,
    }
}

diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(conversations -> contacts (contact_id));
diesel::joinable!(conversation_labels -> conversations (conversation_id));
diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    users,
    memberships,
    sessions,
    groups,
    group_members,
    inboxes,
    contacts,
    addresses,
    mailboxes,
    mail_grants,
    templates,
    notices,
    labels,
    canned_replies,
    api_tokens,
    conversations,
    conversation_labels,
    messages,
    message_names,
    message_steps,
    attachments,
    drafts,
    events,
    outbox,
    pending_effects,
    dead_letters,
    provider_calls,
    tallies,
    facts,
    measures,
    search_documents
);
