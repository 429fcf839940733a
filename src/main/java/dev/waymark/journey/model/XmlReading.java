package dev.waymark.journey.model;

import dev.waymark.support.Finding;

/** What became of reading the XML. */
sealed interface XmlReading {

    record Read(XmlElement root) implements XmlReading {}

    record Unreadable(Finding finding) implements XmlReading {}
}
