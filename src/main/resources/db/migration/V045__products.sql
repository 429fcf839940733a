create table product (
    sku        text primary key,
    name       text        not null,
    category   text        not null default '',
    price      numeric,
    currency   text,
    url        text,
    image      text,
    in_stock   boolean     not null,
    updated_at timestamptz not null
);
create index product_category on product (category, sku);
comment on table product is 'The catalogue, as it was last imported';
comment on column product.sku is 'What events call product_id';
comment on column product.category is 'As a key, empty where none was said: how a source writes it does not matter';

create table related_product (
    sku    text not null,
    place  int  not null,
    other  text not null,
    orders int  not null,
    constraint related_product_pk primary key (sku, place)
);
comment on table related_product is 'What was bought together, the closest first; reckoned anew as a whole';
comment on column related_product.orders is 'How many orders hold both';

create table best_seller (
    category text not null,
    place    int  not null,
    sku      text not null,
    orders   int  not null,
    constraint best_seller_pk primary key (category, place)
);
comment on table best_seller is 'What most orders of late hold, by category; under the empty one over all of them';

create table product_reckoning (
    id          int         primary key check (id = 1),
    reckoned_at timestamptz not null,
    orders      bigint      not null
);
comment on table product_reckoning is 'When related products and best sellers were reckoned last, and over how many orders';
