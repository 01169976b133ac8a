package io.twinpath.domain.settings;

import io.twinpath.domain.user.Admission;

/** A user's settings with the word of the same row on whether that user may come in. */
public record GuardedSettings(Admission admission, UserSettings settings) {}
