package dev.waymark.behaviour;

import dev.waymark.profile.ProfileId;
import jakarta.inject.Singleton;
import java.util.Collection;

/** Everything that is kept about what people did. Thread-safe; joins the caller's transaction. */
@Singleton
class Tables {

    final SummaryTable summaries;
    final InterestTable interests;
    final OrderTable orders;
    final OrderBookTable books;

    Tables(SummaryTable summaries, InterestTable interests, OrderTable orders, OrderBookTable books) {
        this.summaries = summaries;
        this.interests = interests;
        this.orders = orders;
        this.books = books;
    }

    void delete(Collection<ProfileId> people) {
        summaries.delete(people);
        interests.delete(people);
        orders.delete(people);
        books.delete(people);
    }
}
